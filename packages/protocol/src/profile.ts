/** Where a program's time went, by samples of what it was doing. */
export interface Profile {
  /** What weights count: milliseconds, or units of fuel. */
  unit: "ms" | "fuel";
  /** All weights together. */
  total: number;
  samples: number;
  /** Places in the code, those with the most of their own first. */
  rows: ProfileRow[];
  /** What was going on: rows by their index, outermost first. */
  stacks: { frames: number[]; weight: number }[];
}

/** A place in the code: in Python a line, else a function. */
export interface ProfileRow {
  /** The function's name; "<module>" outside of all. */
  name: string;
  /** The block as the reader knows it, or the end of a library's path; null: not told. */
  source: string | null;
  line: number | null;
  /** Spent there, without what was called from there. */
  self: number;
  /** With it. */
  total: number;
  /** Samples in which it was the innermost place. */
  samples: number;
}
