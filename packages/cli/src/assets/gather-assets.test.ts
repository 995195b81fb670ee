import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { distributions, viewAssets } from "@vitrine/sdk/distributions";
import { afterEach, beforeEach, expect, test } from "vitest";
import { gatherAssets } from "./gather-assets.ts";
import type { Supplier } from "./supplier.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "gather-assets-"));
});
afterEach(() => rm(directory, { recursive: true }));

const nothing: Supplier[] = [
  async () => ({ source: "cdn.example", reason: "not reachable (ENOTFOUND)" }),
  async () => ({ source: "npm demo@1", reason: "there is no npm here" }),
];

test("names each file and each source in the error when the core cannot be had", async () => {
  const gathering = gatherAssets({ directory, includeBuild: false, suppliers: nothing });
  await expect(gathering).rejects.toMatchObject({ code: "ASSET_UNAVAILABLE", fix: expect.stringMatching(/^Run vitrine assets again/) });
  const { message } = (await gathering.catch((error: unknown) => error)) as Error;
  const files = [...Object.values(viewAssets), ...distributions.filter(({ runtime }) => runtime !== "interpreter").flatMap((distribution) => Object.values(distribution.files))];
  for (const { path } of files) expect(message).toContain(`${path}:\n  cdn.example: not reachable (ENOTFOUND)\n  npm demo@1: there is no npm here`);
});

test("says what is there also when something is not, and leaves no partial files", async () => {
  await gatherAssets({ directory, includeBuild: false, suppliers: nothing }).catch(() => {});
  expect(JSON.parse(await readFile(join(directory, "assets.json"), "utf8"))).toMatchObject({ vitrine: 1, missing: [] });
  expect((await readdir(directory)).toSorted()).toEqual(["assets.json", "simple"]);
});

test("passes on what a source throws", async () => {
  const broken: Supplier = () => Promise.reject(new Error("disk full"));
  await expect(gatherAssets({ directory, includeBuild: false, suppliers: [broken] })).rejects.toThrow("disk full");
});

test("refuses a distribution that does not exist", async () => {
  await expect(gatherAssets({ directory, distributions: ["pyodide-9"] })).rejects.toMatchObject({ code: "DISTRIBUTION_UNKNOWN" });
});
