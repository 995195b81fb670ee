import { expect, test } from "vitest";
import { soakEngine } from "./soak/soak-engine.ts";

test("R16, S5: fifty runs of mixed fates in one page end as they should and leave nothing", { timeout: 600_000 }, async () => {
  const { stretches } = await soakEngine("chromium", 50);
  expect(stretches.flatMap(({ failures }) => failures)).toEqual([]);
  const [first, second] = stretches.map(({ held }) => held);
  expect(first).toMatchObject({ runs: 0, sessions: 0, views: 0, workers: 0, spares: 1, blobUrls: 0, frames: 1 });
  expect(second).toEqual(first);
});
