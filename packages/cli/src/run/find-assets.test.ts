import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findAssets } from "./find-assets.ts";

let folder: string;
let near: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-assets-"));
  near = join(folder, ".vitrine/assets");
  await mkdir(join(folder, "deep/er"), { recursive: true });
  await mkdir(near, { recursive: true });
  await writeFile(join(near, "assets.json"), "{}");
});
afterAll(() => rm(folder, { recursive: true }));

test("the option wins over the variable, that over the nearest folder", () => {
  const from = join(folder, "deep/er");
  expect(findAssets("https://assets.example/v1/", { from, variable: near })).toEqual({ url: "https://assets.example/v1/" });
  expect(findAssets(undefined, { from: "/", variable: near })).toEqual({ folder: near });
  expect(findAssets(undefined, { from, variable: "" })).toEqual({ folder: near });
  expect(findAssets("../../.vitrine/assets", { from, variable: "" })).toEqual({ folder: near });
});

test("a folder that is none, or holds no assets, is refused with its option's name", () => {
  expect(() => findAssets("absent", { from: folder, variable: "" })).toThrow("--assets absent is not a folder");
  expect(() => findAssets(undefined, { from: folder, variable: "deep" })).toThrow("VITRINE_ASSETS deep holds no assets.json");
});
