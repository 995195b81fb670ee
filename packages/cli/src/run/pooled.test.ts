import { expect, test } from "vitest";
import { pooled } from "./pooled.ts";

test("works on no more than its width at a time, goes on after a failure, keeps the order", async () => {
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const running = new Set<number>();
  const seen: number[][] = [];
  const results = pooled(gates, 2, async (gate, index) => {
    running.add(index);
    seen.push([...running]);
    await gate.promise;
    running.delete(index);
    if (index === 1) throw new Error("on purpose");
    return index;
  });
  const settled = Promise.all(results.map((result) => result.catch((error: Error) => error.message)));
  for (const index of [1, 2, 0, 4, 3]) {
    gates[index]!.resolve();
    if (index < 2) await results[index]?.catch(() => {});
  }
  expect(await settled).toEqual([0, "on purpose", 2, 3, 4]);
  expect(seen.every((indexes) => indexes.length <= 2)).toBe(true);
  expect(seen.slice(0, 3)).toEqual([[0], [0, 1], [0, 2]]);
});
