import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sha256 } from "../sha256.ts";
import { readWheelMetadata } from "../wheel-metadata.ts";
import { type DebianRecipe, wheelFromRoot } from "./debian-wheel.ts";

let root: string;
const packages = "usr/lib/python3/dist-packages";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "debian-wheel-"));
  await add(`${packages}/demo/__init__.py`, "path = '/usr/share/demo'\n");
  await add(`${packages}/demo/tests/test_demo.py`, "assert False\n");
  await add(`${packages}/single.py`, "x = 1\n");
  await add(`${packages}/demo-1.0.egg-info/PKG-INFO`, "Name: demo\n");
  await add("usr/share/demo/data/a.csv", "1,2\n");
  await add("usr/share/doc/python3-demo/copyright", "MIT\n");
});
afterEach(() => rm(root, { recursive: true }));

async function add(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const recipe: DebianRecipe = {
  name: "demo",
  version: "1.0",
  sha256: "",
  summary: "A demonstration",
  license: "MIT",
  requiresPython: ">=3.8",
  requires: ["six>=1.0"],
  deb: { package: "python3-demo", version: "1.0-1", sha256: "" },
  take: ["demo", "single.py"],
  skip: /\/tests\//,
  data: { "usr/share/demo/data": "demo/package_data" },
  add: { "demo/shim.py": "y = 2\n" },
  patches: [{ file: "demo/__init__.py", find: "'/usr/share/demo'", replace: "__file__" }],
};

test("takes, skips, adds and patches what the recipe says", async () => {
  const entries = unzipSync(await wheelFromRoot(recipe, root));
  const info = "demo-1.0.dist-info";
  expect(Object.keys(entries)).toEqual([
    `${info}/METADATA`,
    `${info}/WHEEL`,
    `${info}/licenses/copyright`,
    "demo/__init__.py",
    "demo/package_data/a.csv",
    "demo/shim.py",
    "single.py",
    `${info}/RECORD`,
  ]);
  expect(strFromU8(entries["demo/__init__.py"] ?? new Uint8Array())).toBe("path = __file__\n");
});

test("says in METADATA what the wheel needs and where it comes from", async () => {
  const wheel = await wheelFromRoot(recipe, root);
  expect(readWheelMetadata(wheel)).toEqual({ requires: ["six"], requiresPython: ">=3.8" });
  expect(strFromU8(unzipSync(wheel)["demo-1.0.dist-info/METADATA"] ?? new Uint8Array())).toContain("Debian's python3-demo 1.0-1");
});

test("makes the same bytes twice", async () => {
  expect(sha256(await wheelFromRoot(recipe, root))).toBe(sha256(await wheelFromRoot(recipe, root)));
});

test.each([
  ["does not occur", { find: "nowhere", replace: "" }, `has "nowhere" 0 times where the patch expects 1`],
  ["occurs too often", { find: "/", replace: "" }, `has "/" 3 times where the patch expects 1`],
  ["is for a file that is not there", { file: "demo/gone.py", find: "a", replace: "" }, "holds no demo/gone.py to patch"],
])("refuses a patch that %s", async (_title, patch, message) => {
  const patches = [{ file: "demo/__init__.py", ...patch }];
  await expect(wheelFromRoot({ ...recipe, patches }, root)).rejects.toThrow(message);
});

test("refuses a package without what the recipe takes", async () => {
  await expect(wheelFromRoot({ ...recipe, take: ["other"] }, root)).rejects.toMatchObject({ code: "ENOENT" });
});
