/** What one measurement found: row id → amount in the row's unit. */
export type Sample = Record<string, number>;

declare global {
  /** Stops watching the page's thread, which begins with the document, and tells the longest gap in milliseconds. */
  var stall: () => number;
  /** What the page measures by being loaded. */
  var visit: Promise<Sample>;
  /** What a page that is up measures when asked. */
  var measure: (id: string, side: "ours" | "baseline") => Promise<Sample>;
  /** The reader's earlier visit: a program with numpy, pandas and plotly, and time to keep an image of them. */
  var warm: () => Promise<void>;
  /** Boots so many interpreters with Plotly imported, which stay. */
  var hold: (side: "ours" | "baseline", count: number) => Promise<void>;
  /** Ends those that stayed. */
  var release: () => Promise<void>;
}
