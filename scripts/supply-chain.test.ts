import { execFile } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");
const manifest = (path: string) => JSON.parse(read(`${path}/package.json`)) as { name: string; private?: boolean; scripts?: Record<string, string>; devDependencies?: Record<string, string> };

const installScripts = ["preinstall", "install", "postinstall", "prepare"];
const published = globSync("packages/*/package.json", { cwd: root })
  .map((path) => path.replace(/[\\/]package\.json$/, ""))
  .filter((path) => !manifest(path).private);

describe("what is installed", () => {
  test("versions are pinned exactly, and every package of the lock file by its hash", () => {
    const [, catalog] = /^catalog:\n((?: {2}.*\n)+)/m.exec(read("pnpm-workspace.yaml")) as unknown as [string, string];
    const loose = catalog.split("\n").filter((line) => line !== "" && !/: (?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(line));
    const lock = read("pnpm-lock.yaml");
    const resolutions = Array.from(lock.matchAll(/^ {4}resolution: (.*)$/gm), ([, resolution]) => resolution!);
    expect(resolutions.length).toBeGreaterThan(100);
    expect([loose, resolutions.filter((resolution) => !/^\{integrity: sha512-[A-Za-z0-9+/]{86}==\}$/.test(resolution))]).toEqual([[], []]);
  });

  test("no dependency needs its install script: those that have one are refused, by name", () => {
    const store = globSync("node_modules/.pnpm/*/node_modules/{*,@*/*}/package.json", { cwd: root });
    const scripted = store.filter((path) => {
      const { scripts = {} } = JSON.parse(read(path)) as { scripts?: Record<string, string> };
      return installScripts.slice(0, 3).some((name) => scripts[name]) || existsSync(root + path.replace(/package\.json$/, "binding.gyp"));
    });
    const names = [...new Set(scripted.map((path) => (JSON.parse(read(path)) as { name: string }).name))].toSorted();
    const [, builds] = /^allowBuilds:\n((?: {2}.*\n)+)/m.exec(read("pnpm-workspace.yaml")) as unknown as [string, string];
    expect(store.length).toBeGreaterThan(100);
    expect(builds.trim().split(/\n */)).toEqual(names.map((name) => `${name}: false`));
  });
});

describe.each(published)("what is published: %s", (path) => {
  test("has no install script, holds its licence and what its exports name, and none of the workshop", async () => {
    expect(Object.keys(manifest(path).scripts ?? {}).filter((name) => installScripts.includes(name))).toEqual([]);
    const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root + path, shell: process.platform === "win32" });
    // npm 11 lists packages, npm 12 names them.
    const [packed] = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>) as [{ files: { path: string }[] }];
    const files = packed.files.map((file) => file.path);
    expect(files).toContain("LICENSE");
    expect(read(`${path}/LICENSE`)).toBe(read("LICENSE"));
    expect(files.filter((file) => /\.test\.|\.tsbuildinfo$|^src\//.test(file))).toEqual([]);
    const { messages, pkg } = await publint({ pkgDir: "package", pack: { files: packed.files.map((file) => ({ name: `package/${file.path}`, data: readFileSync(`${root}${path}/${file.path}`) })) } });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });
});

test("what the sealed side's scripts contain of others is named in the packages that hold them", () => {
  const tools = new Set(["vite"]);
  // Only its types: the parser itself is a file of the distribution.
  tools.add("acorn");
  // Tests of the sandbox use these; wabt reaches readers as a pinned file.
  tools.add("fast-check");
  tools.add("wabt");
  const bundled = Object.keys(manifest("packages/sandbox").devDependencies ?? {}).filter((name) => !name.startsWith("@vitrine/") && !tools.has(name));
  expect(bundled).toEqual(["@jitl/quickjs-wasmfile-release-sync", "@noble/hashes", "comlink", "quickjs-emscripten-core"]);
  for (const path of ["packages/sandbox", "packages/sdk", "packages/element"]) for (const name of bundled) expect(read(`${path}/NOTICE`).toLowerCase()).toContain(name);
});
