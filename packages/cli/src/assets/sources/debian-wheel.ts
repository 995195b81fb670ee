import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeWheel } from "../make-wheel.ts";
import { runCommand } from "../run-command.ts";
import type { Scratch } from "../scratch.ts";
import type { Supplier } from "../supplier.ts";
import type { DebianPackage, DebianPackages } from "./debian-package.ts";

/** How a wheel is made from a Debian package of pure Python. */
export interface DebianRecipe {
  /** As it stands in the wheel's file name. */
  name: string;
  version: string;
  /** SHA-256 of the wheel that comes out. */
  sha256: string;
  summary: string;
  license: string;
  requiresPython: string;
  /** Requires-Dist lines. */
  requires: readonly string[];
  deb: DebianPackage;
  /** Files and folders below usr/lib/python3/dist-packages that go into the wheel. */
  take: readonly string[];
  /** Paths inside the wheel that stay out. */
  skip?: RegExp;
  /** Folders of data elsewhere in the package → where they go in the wheel. */
  data?: Readonly<Record<string, string>>;
  /** Texts that the wheel gets besides. */
  add?: Readonly<Record<string, string>>;
  patches?: readonly Patch[];
}

/** A literal text that must occur in the file exactly that often (default once), and what takes its place. */
export interface Patch {
  file: string;
  find: string;
  replace: string;
  times?: number;
}

export interface DebianWheelOptions {
  packages: DebianPackages;
  scratch: Scratch;
  onStep: (text: string) => void;
  signal?: AbortSignal | undefined;
}

/** Makes wheels from Debian packages, for the wheels that a recipe is named for. */
export function createDebianWheel(recipes: readonly DebianRecipe[], options: DebianWheelOptions): Supplier {
  const { packages, scratch, onStep, signal } = options;
  return async (wanted) => {
    const recipe = recipes.find(({ sha256 }) => sha256 === wanted.sha256);
    if (recipe === undefined) return undefined;
    const source = `Debian ${recipe.deb.package} ${recipe.deb.version}`;
    try {
      const folder = await scratch.folder();
      const deb = join(folder, "package.deb");
      const root = join(folder, "root");
      await writeFile(deb, await packages.fetch(recipe.deb));
      onStep(`making a wheel of ${source}`);
      await runCommand("dpkg-deb", ["-x", deb, root], { cwd: folder, signal });
      return { source, bytes: await wheelFromRoot(recipe, root) };
    } catch (error) {
      signal?.throwIfAborted();
      return { source, reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** The wheel that a recipe makes of an unpacked Debian package. Throws when the package is not what the recipe expects. */
export async function wheelFromRoot(recipe: DebianRecipe, root: string): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const library = join(root, "usr/lib/python3/dist-packages");
  for (const path of recipe.take) await readInto(files, join(library, path), path);
  for (const path of files.keys()) if (recipe.skip?.test(path)) files.delete(path);
  for (const [from, to] of Object.entries(recipe.data ?? {})) await readInto(files, join(root, from), to);
  for (const [path, text] of Object.entries(recipe.add ?? {})) files.set(path, Buffer.from(text));
  for (const patch of recipe.patches ?? []) files.set(patch.file, applyPatch(patch, files.get(patch.file)));
  const { name, version, deb } = recipe;
  const copyright = await readFile(join(root, "usr/share/doc", deb.package, "copyright"));
  files.set(`${name}-${version}.dist-info/licenses/copyright`, copyright);
  return makeWheel({ name, version, metadata: metadataText(recipe), files });
}

/** Puts a file, or all files of a folder, into the map. */
async function readInto(files: Map<string, Uint8Array>, from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOTDIR") return undefined;
    throw error;
  });
  if (entries === undefined) files.set(to, await readFile(from));
  const regular = entries?.filter((entry) => entry.isDirectory() || entry.isFile()) ?? [];
  await Promise.all(regular.map(({ name }) => readInto(files, join(from, name), `${to}/${name}`)));
}

function applyPatch({ file, find, replace, times = 1 }: Patch, bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new Error(`the package holds no ${file} to patch`);
  const parts = Buffer.from(bytes).toString("utf8").split(find);
  if (parts.length - 1 !== times) {
    throw new Error(`${file} has ${JSON.stringify(find)} ${parts.length - 1} times where the patch expects ${times}`);
  }
  return Buffer.from(parts.join(replace));
}

function metadataText({ name, version, summary, license, requiresPython, requires, deb, patches }: DebianRecipe): string {
  const changes = patches ? " and changed it to run on today's Python, numpy and pandas" : "";
  return [
    "Metadata-Version: 2.1",
    `Name: ${name}`,
    `Version: ${version}`,
    `Summary: ${summary}`,
    `License: ${license}`,
    "License-File: licenses/copyright",
    `Requires-Python: ${requiresPython}`,
    ...requires.map((requirement) => `Requires-Dist: ${requirement}`),
    "",
    `Vitrine made this wheel from Debian's ${deb.package} ${deb.version}${changes}.`,
    "",
  ].join("\n");
}
