import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { RunResult } from "@vitrine/protocol";
import { type EncodedOutput, outputFile } from "./output-file.ts";
import { safePath } from "./safe-path.ts";

/** A RunResult as the page sent it, with bytes as base64. */
export type EncodedResult = Omit<RunResult, "outputs" | "files"> & { outputs: EncodedOutput[]; files: { path: string; bytes: string }[] };

export interface SaveOptions {
  folder: string;
  /** Files are called `<name>-1.png` and so on, counted over the result's outputs. */
  name: string;
  /** Where what the program wrote goes, below the folder. */
  filesFolder: string;
  /** Paths of the pictures that the page drew, by the output's index. */
  pictures: ReadonlyMap<number, string>;
}

export interface Saved {
  /** Per output the paths of its files. */
  outputs: string[][];
  /** Paths of the files that the program wrote. */
  files: string[];
  /** What could not be saved, in words. */
  problems: string[];
}

/** Saves outputs and files. Nothing that the guest chose leads outside the folder. */
export async function saveResult({ outputs, files }: EncodedResult, { folder, name, filesFolder, pictures }: SaveOptions): Promise<Saved> {
  const saved: Saved = { outputs: [], files: [], problems: [] };
  await mkdir(folder, { recursive: true });
  for (const [index, output] of outputs.entries()) {
    const stem = join(folder, `${name}-${index + 1}`);
    const picture = pictures.get(index);
    if (picture !== undefined) await copyFile(picture, `${stem}.png`);
    const file = outputFile(output);
    if (file) await writeFile(stem + file.extension, file.content);
    saved.outputs.push([...(picture === undefined ? [] : [`${stem}.png`]), ...(file ? [stem + file.extension] : [])]);
  }
  for (const { path, bytes } of files) {
    const inside = safePath(path);
    if (inside === undefined) continue;
    const target = join(folder, filesFolder, inside);
    try {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, Buffer.from(bytes, "base64"));
      saved.files.push(target);
    } catch (error) {
      // Two paths may meet in one place, such as a file and a folder on a file system without case.
      saved.problems.push(`${path} was not saved: ${(error as Error).message}`);
    }
  }
  return saved;
}
