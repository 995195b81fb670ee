/** Indices of `keep` of `count` points, evenly spread, the first and the last among them. */
export function everyNth(count: number, keep: number): number[] {
  if (keep >= count) return Array.from({ length: count }, (_, index) => index);
  if (keep <= 1) return count > 0 && keep === 1 ? [0] : [];
  return Array.from({ length: keep }, (_, index) => Math.round((index * (count - 1)) / (keep - 1)));
}

/**
 * Indices of at most `keep` points of a line that keep its shape: of each stretch the lowest and the highest, and a gap where it has one. Peaks
 * stay where an even choice would lose them.
 */
export function shapeOfLine(values: ArrayLike<unknown>, keep: number): number[] {
  const stretches = Math.floor((keep - 2) / 3);
  if (stretches < 1) return everyNth(values.length, keep);
  const kept = [0];
  const add = (index: number) => index > kept.at(-1)! && kept.push(index);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const end = Math.floor(((stretch + 1) * values.length) / stretches);
    let lowest = -1;
    let highest = -1;
    let gap = -1;
    for (let index = Math.floor((stretch * values.length) / stretches); index < end; index++) {
      const value = values[index];
      if (typeof value !== "number" || Number.isNaN(value)) gap = index;
      else {
        if (lowest === -1 || value < (values[lowest] as number)) lowest = index;
        if (highest === -1 || value > (values[highest] as number)) highest = index;
      }
    }
    for (const index of [lowest, highest, gap].toSorted((a, b) => a - b)) add(index);
  }
  add(values.length - 1);
  return kept;
}
