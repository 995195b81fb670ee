import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { failedResult } from "./failed-result.ts";
import type { EncodedOutput } from "./output-file.ts";
import { type EncodedResult, saveResult } from "./save-result.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const output = (data: EncodedOutput["data"]): EncodedOutput => ({ id: "output-1", data, metadata: {}, alt: "something" });
const resultWith = (outputs: EncodedOutput[], files: EncodedResult["files"]): EncodedResult => ({
  ...failedResult({ status: "ok", code: "EXIT", name: "", message: "", fix: "", language: "python", distribution: "pyodide-0.29" }),
  outputs,
  files,
});

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "vitrine-save-"));
});
afterEach(() => rm(scratch, { recursive: true }));

const list = async () => (await readdir(scratch, { recursive: true, withFileTypes: true })).flatMap((entry) => (entry.isFile() ? [entry.name] : [])).toSorted();

test("each output is saved in its richest form, counted from 1; text is for the terminal", async () => {
  const picture = join(scratch, "drawn");
  await writeFile(picture, "a picture");
  const folder = join(scratch, "out");
  const table = { columns: [{ name: "n", type: "int64" }], index: null, indexName: null, rows: [[1]], shape: [1, 1] };
  const saved = await saveResult(
    resultWith(
      [
        output({ "application/vnd.plotly.v1+json": { data: [] }, "text/plain": "Figure" }),
        output({ "text/plain": "only text" }),
        output({ "text/html": "<table>", "application/vnd.vitrine.table+json": table, "text/plain": "n" }),
        output({ "image/png": base64("png"), "text/plain": "p" }),
        output({ "image/svg+xml": "<svg/>", "image/png": base64("png") }),
        output({ "audio/wav": base64("wav") }),
      ],
      [],
    ),
    { folder, name: "demo", filesFolder: "files", pictures: new Map([[0, picture]]) },
  );
  expect(saved.outputs.map((paths) => paths.map((path) => path.slice(folder.length + 1)))).toEqual([["demo-1.png", "demo-1.json"], [], ["demo-3.csv"], ["demo-4.png"], ["demo-5.svg"], ["demo-6.bin"]]);
  expect(await readFile(join(folder, "demo-1.png"), "utf8")).toBe("a picture");
  expect(await readFile(join(folder, "demo-3.csv"), "utf8")).toBe("n\n1\n");
  expect(await readFile(join(folder, "demo-4.png"), "utf8")).toBe("png");
});

test("files stay inside the folder, and one that cannot be saved does not stop the others", async () => {
  const folder = join(scratch, "out");
  const names = ["../../escaped", "/absolute", "a", "a/below-a-file", "last"];
  const saved = await saveResult(
    resultWith(
      [],
      names.map((path) => ({ path, bytes: base64(path) })),
    ),
    { folder, name: "demo", filesFolder: "files", pictures: new Map() },
  );
  expect(saved.files.map((path) => path.slice(folder.length + 1))).toEqual(["files/__/__/escaped", "files/absolute", "files/a", "files/last"]);
  expect(saved.problems).toEqual([expect.stringContaining("a/below-a-file")]);
  expect(await list()).toEqual(["a", "absolute", "escaped", "last"]);
});
