/** `data:` URLs with more in them than a word. */
const dataUrl = /\bdata:([\w.+-]{1,60}\/[\w.+-]{1,60})?[^\s,"'<>]{0,100},[^\s"'<>)\]}]{64,}/g;

/** Lines as encoders of Base64 wrap them, and runs without an end. Each is tried from its beginning only, which keeps the search linear. */
const wrapped = /(?<![\w+/-])(?:[\w+/-]{60,76}\r?\n){3,}[\w+/-]{0,76}={0,2}/g;
const run = /(?<![\w+/-])[\w+/-]{200,}={0,2}/g;

/**
 * Text without bytes that were written as text (`data:` URLs, Base64, hexadecimal), which cost a model tokens and tell it nothing; a note says what was left out. Digits alone, words
 * and sequences of one case stay.
 */
export function stripEncoded(text: string): string {
  const note = (whole: string): string => {
    if (/^[\da-f\s]+$/i.test(whole) && /\d/.test(whole) && /[a-f]/i.test(whole)) return `[${whole.length} characters of hexadecimal left out]`;
    return /[a-z]/.test(whole) && /[A-Z]/.test(whole) && /\d/.test(whole) ? `[${whole.length} characters of Base64 left out]` : whole;
  };
  return text
    .replace(dataUrl, (whole, type?: string) => `[data: URL${type ? ` of ${type}` : ""}, ${whole.length} characters left out]`)
    .replace(wrapped, note)
    .replace(run, note);
}
