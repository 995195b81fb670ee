/** Starts the work on every item, in order and at most `width` at a time. Gives a promise for each. */
export function pooled<T, R>(items: readonly T[], width: number, work: (item: T, index: number) => Promise<R>): Promise<R>[] {
  const waiting: (() => void)[] = [];
  let free = width;
  return items.map(async (item, index) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work(item, index);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  });
}
