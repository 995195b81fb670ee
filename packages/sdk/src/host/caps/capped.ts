/** What a view is given of a form, and what its reader is told of the rest. */
export interface Capped<T> {
  data: T;
  notes: string[];
}

/** "12 000" */
export const counted = (count: number) => Math.round(count).toLocaleString("en").replaceAll(",", "\u202f");
