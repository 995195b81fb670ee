/** What one measurement found: row id → amount in the row's unit. */
export type Sample = Record<string, number>;

declare global {
  /** Stops watching the page's thread, which begins with the document, and tells the longest gap in milliseconds. */
  var stall: () => number;
  /** What the page measures by being loaded. */
  var visit: Promise<Sample>;
  /** What a page that is up measures when asked. */
  var measure: (id: string, side: "ours" | "baseline") => Promise<Sample>;
  /** Boots so many interpreters with Plotly imported, which stay. */
  var hold: (side: "ours" | "baseline", count: number) => Promise<void>;
  /** Ends those that stayed. */
  var release: () => Promise<void>;
}
