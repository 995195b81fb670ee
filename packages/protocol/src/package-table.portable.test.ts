import assert from "node:assert/strict";
import { test } from "node:test";
import { packageTable } from "./package-table.ts";

const named = (name: string, imports: string[]) => [name, { name, version: "1", imports }] as const;
const table = packageTable(Object.fromEntries([named("numpy", ["numpy"]), named("pandas", ["pandas"]), named("plotly", ["plotly"]), named("pyyaml", ["yaml", "_yaml"]), named("fat", ["yaml", "fat"]), named("micropip", ["micropip"])]));

test("by the lock's own tables, with what a package does not say that it needs", () => {
  assert.deepEqual(table.forImport("numpy.linalg"), ["numpy"]);
  assert.deepEqual(table.forImport("plotly.express"), ["plotly", "numpy", "pandas"]);
  assert.deepEqual(table.forImport("piplite"), ["micropip"]);
  assert.deepEqual(table.forImport("fat"), ["fat"]);
  assert.equal(table.inLock("PyYAML[x]>=5"), "pyyaml");
});

test("no package for what stands in objects from the start, in the standard library, or is stood in for", () => {
  for (const module of ["constructor", "__proto__", "toString.valueOf", "os.path", "IPython.display", ""]) assert.deepEqual(table.forImport(module), [], module);
  assert.equal(table.inLock("constructor"), undefined);
});
