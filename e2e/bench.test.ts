import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const bench = fileURLToPath(new URL("bench/run-bench.ts", import.meta.url));

test("npm run bench --json prints one object, whose rows say what was measured how often", { timeout: 300_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [bench, "--json", "--runs", "1", "--only", "compute-strings,template"]);
  const { machine, engine, rows } = JSON.parse(stdout) as { machine: string; engine: string; rows: Record<string, unknown>[] };
  expect(machine).toMatch(/\d+ × /);
  expect(engine).toMatch(/^chromium \d/);
  expect(rows.map(({ id, unit, runs }) => ({ id, unit, runs }))).toEqual([
    { id: "compute-strings", unit: "ms", runs: 1 },
    { id: "template", unit: "payloads/s", runs: 1 },
  ]);
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(["id", "ours", "baseline", "ratio", "unit", "runs"]);
    for (const key of ["ours", "baseline", "ratio"]) expect(row[key]).toBeGreaterThan(0);
  }
});

test("npm run bench refuses rows that it does not have", async () => {
  await expect(promisify(execFile)(process.execPath, [bench, "--only", "first-figures"])).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("first-figure, host-stall") });
});
