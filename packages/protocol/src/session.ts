/** A variable of a session, as its interpreter tells it. Text made by guest code: show it as text. */
export interface Variable {
  name: string;
  /** The type's name, such as "DataFrame" or "int". */
  type: string;
  /** Rows and columns, or the array's dimensions; [length] for other things that have one; null for the rest. */
  shape: number[] | null;
  /** The beginning of its text form. */
  preview: string;
}

/** What may follow the code before the cursor. */
export interface Completion {
  /** Whole replacements for the text from `start` to the cursor. */
  matches: string[];
  /** UTF-16 index in the code where a match begins. */
  start: number;
}

/** What went with an interpreter that was killed. */
export interface SessionLoss {
  /** Why it was killed. */
  reason: string;
  /** Variables as they were after the last run that ended by itself; whatever the killed run made is gone as well. */
  variables: Variable[];
  /** Paths of files as they were after that run; the next run finds them again. */
  restoredFiles: string[];
}
