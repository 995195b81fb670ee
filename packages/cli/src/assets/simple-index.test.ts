import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeWheel } from "./make-wheel.ts";
import { sha256 } from "./sha256.ts";
import { writeSimpleIndex } from "./simple-index.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "simple-index-"));
  await mkdir(join(directory, "wheels"));
});
afterEach(() => rm(directory, { recursive: true }));

async function addWheel(name: string, version: string, headers = ""): Promise<Uint8Array> {
  const bytes = makeWheel({ name, version, metadata: `Name: ${name}\n${headers}\n`, files: new Map() });
  await writeFile(join(directory, "wheels", `${name}-${version}-py3-none-any.whl`), bytes);
  return bytes;
}

const read = (path: string): Promise<string> => readFile(join(directory, path), "utf8");

test("names each project in its normal form and each wheel with hash, size and Python", async () => {
  const wheel = await addWheel("Big_Demo", "2.0", "Requires-Python: >=3.8\n");
  await addWheel("other", "1.0");
  await writeSimpleIndex(directory);
  expect(JSON.parse(await read("simple/index.json"))).toEqual({
    meta: { "api-version": "1.1" },
    projects: [{ name: "big-demo" }, { name: "other" }],
  });
  expect(JSON.parse(await read("simple/big-demo/index.json"))).toEqual({
    meta: { "api-version": "1.1" },
    name: "big-demo",
    versions: ["2.0"],
    files: [
      {
        filename: "Big_Demo-2.0-py3-none-any.whl",
        url: "../../wheels/Big_Demo-2.0-py3-none-any.whl",
        hashes: { sha256: sha256(wheel) },
        size: wheel.length,
        "requires-python": ">=3.8",
        "core-metadata": false,
      },
    ],
  });
});

test("gives URLs that lead from the project's page to the wheel", async () => {
  const wheel = await addWheel("demo", "1.0+local");
  await writeSimpleIndex(directory);
  const { files } = JSON.parse(await read("simple/demo/index.json")) as { files: { url: string }[] };
  const url = new URL(files[0]?.url ?? "", "https://host.example/base/simple/demo/");
  expect(decodeURIComponent(url.pathname)).toBe("/base/wheels/demo-1.0+local-py3-none-any.whl");
  expect(await read("simple/demo/index.html")).toContain(`../../wheels/demo-1.0%2Blocal-py3-none-any.whl#sha256=${sha256(wheel)}"`);
});

test("lists two versions of a project on one page", async () => {
  await addWheel("demo", "1.0");
  await addWheel("demo", "2.0");
  await writeSimpleIndex(directory);
  expect(JSON.parse(await read("simple/demo/index.json"))).toMatchObject({ versions: ["1.0", "2.0"] });
});

test("records the files that it wrote, and writes nothing that is already so", async () => {
  await addWheel("demo", "1.0");
  const records = await writeSimpleIndex(directory);
  for (const { path, sha256: hash } of records) expect(sha256(await read(path)), path).toBe(hash);
  const before = await stat(join(directory, "simple/demo/index.json"));
  await writeSimpleIndex(directory);
  expect((await stat(join(directory, "simple/demo/index.json"))).ino).toBe(before.ino);
});

test("drops a project whose wheel is gone", async () => {
  await addWheel("demo", "1.0");
  await addWheel("other", "1.0");
  await writeSimpleIndex(directory);
  await rm(join(directory, "wheels/demo-1.0-py3-none-any.whl"));
  await writeSimpleIndex(directory);
  expect(JSON.parse(await read("simple/index.json"))).toMatchObject({ projects: [{ name: "other" }] });
  await expect(read("simple/demo/index.json")).rejects.toMatchObject({ code: "ENOENT" });
});
