/** What a model may write programs in, the usual one first: all that the page's sandbox runs. */
export const languages = ["python", "javascript", "typescript", "wat", "wasi"] as const;
