/** A picture of an output as it was drawn: what stands in its place until it is wanted live. */
export interface Poster {
  image: Blob;
  /** CSS pixels. */
  width: number;
  height: number;
  /** The colours that it was drawn in. */
  theme: "light" | "dark";
}

/** The colours that the page has now. */
export const pageTheme = (): Poster["theme"] => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
