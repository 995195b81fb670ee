import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExtraPackage, PyodideDistribution } from "@vitrine/protocol";
import { findDistribution } from "@vitrine/sdk/distributions";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCollector } from "./collector.ts";
import { gatherPackages, type PackagesGathered } from "./gather-packages.ts";
import { readLock } from "./lock.ts";
import { makeWheel } from "./make-wheel.ts";
import { sha256 } from "./sha256.ts";
import type { Supplier } from "./supplier.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "gather-packages-"));
});
afterEach(() => rm(directory, { recursive: true }));

const wheel = (name: string, version: string, requires: string[] = []): Uint8Array =>
  makeWheel({ name, version, metadata: `Name: ${name}\n${requires.map((need) => `Requires-Dist: ${need}\n`).join("")}\n`, files: new Map() });

const lockEntry = (name: string, version: string, depends: string[] = []) =>
  [name, { name, version, file_name: `${name}-${version}.whl`, sha256: sha256(wheel(name, version)), depends }] as const;

const extra = (name: string, version: string, requires: string[] = []): ExtraPackage => {
  const bytes = wheel(name, version, requires);
  const path = `wheels/${name}-${version}.whl`;
  return { name, version, imports: [name], depends: requires, wheel: { path, sha256: sha256(bytes), size: bytes.length, url: `https://host.example/${path}` } };
};

const lockText = JSON.stringify({
  packages: Object.fromEntries([lockEntry("frame", "2", ["array", "zone"]), lockEntry("array", "1"), lockEntry("zone", "1"), lockEntry("graph", "3")]),
});
const distribution: PyodideDistribution = {
  ...(findDistribution("pyodide-0.29") as PyodideDistribution),
  extras: [extra("chart", "6", ["array"])],
};
const standIns = [extra("chart", "5", ["retry", "zone"]), extra("retry", "1"), extra("graph", "2")];

/** Gathers from a source that has only these wheels. */
async function gather(names: string[], available: Uint8Array[]): Promise<PackagesGathered & { paths: string[] }> {
  const supplier: Supplier = async ({ sha256: hash }) => {
    const bytes = available.find((candidate) => sha256(candidate) === hash);
    return bytes ? { source: "npm shelf@1", bytes } : { source: "npm shelf@1", reason: "not on the shelf" };
  };
  const collector = createCollector({ directory, suppliers: [supplier], earlier: new Map(), onFile: () => {} });
  const gathered = await gatherPackages({ directory, distribution, lock: readLock(lockText, distribution), names, collector, standIns });
  return { ...gathered, paths: [...collector.records.keys()] };
}

test("brings the lock's dependencies", async () => {
  const { paths, missing } = await gather(["frame"], [wheel("frame", "2"), wheel("array", "1"), wheel("zone", "1")]);
  expect(paths).toEqual(["pyodide-0.29/frame-2.whl", "pyodide-0.29/array-1.whl", "pyodide-0.29/zone-1.whl"]);
  expect(missing).toEqual([]);
});

test("takes the best alternative that can be had, with what that one needs", async () => {
  const six = await gather(["chart"], [wheel("chart", "6", ["array"]), wheel("array", "1"), wheel("chart", "5", ["retry", "zone"])]);
  expect(six).toEqual({ paths: ["wheels/chart-6.whl", "pyodide-0.29/array-1.whl"], missing: [], substitutes: [] });
});

test("says when an alternative stands in", async () => {
  const five = await gather(["chart"], [wheel("chart", "5", ["retry", "zone"]), wheel("retry", "1"), wheel("zone", "1")]);
  expect(five).toEqual({
    paths: ["wheels/chart-5.whl", "wheels/retry-1.whl", "pyodide-0.29/zone-1.whl"],
    missing: [],
    substitutes: [{ distribution: "pyodide-0.29", package: "chart", wanted: "6", got: "5" }],
  });
});

test("prefers the lock's package to an alternative of it", async () => {
  expect((await gather(["graph"], [wheel("graph", "3"), wheel("graph", "2")])).paths).toEqual(["pyodide-0.29/graph-3.whl"]);
  await rm(join(directory, "pyodide-0.29"), { recursive: true });
  expect((await gather(["graph"], [wheel("graph", "2")])).paths).toEqual(["wheels/graph-2.whl"]);
});

test("names every wheel and source that was tried for a missing package, and who needs it", async () => {
  const { missing } = await gather(["frame", "chart"], [wheel("frame", "2"), wheel("array", "1")]);
  const reason = "not on the shelf";
  expect(missing).toEqual([
    { distribution: "pyodide-0.29", package: "zone", neededBy: "frame", tried: [{ source: "zone-1.whl from npm shelf@1", reason }] },
    {
      distribution: "pyodide-0.29",
      package: "chart",
      tried: [
        { source: "chart-6.whl from npm shelf@1", reason },
        { source: "chart-5.whl from npm shelf@1", reason },
      ],
    },
  ]);
});

test("does not fetch what only a missing package would need", async () => {
  const { paths, missing } = await gather(["frame"], [wheel("array", "1"), wheel("zone", "1")]);
  expect(paths).toEqual([]);
  expect(missing.map((asset) => asset.package)).toEqual(["frame"]);
});

test("says of an unknown package where it was looked for", async () => {
  const { missing } = await gather(["nonesuch"], []);
  expect(missing[0]?.tried.map(({ source }) => source)).toEqual(["lock of pyodide-0.29", "packages pinned beside it"]);
});
