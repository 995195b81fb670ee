import type { OutputFile, WireFile } from "@vitrine/protocol";
import type { RuntimeContext } from "../runtime.ts";
import { home } from "./boot-pyodide.ts";
import type { EmscriptenFS } from "./pyodide.d.ts";

/** Where files that a run writes are looked for. Models write to all of these. */
const roots = [home, "/tmp", "/mnt", "/data", "/output"];

const absolute = (path: string) => (path.startsWith("/") ? path : `${home}/${path}`);
const relative = (path: string) => (path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path);

/** Writes the run's input files; relative paths lie in the working directory. */
export function mountFiles(fs: EmscriptenFS, files: readonly OutputFile[]): void {
  for (const { path, bytes } of files) {
    const target = absolute(path);
    fs.mkdirTree(target.slice(0, target.lastIndexOf("/")) || "/");
    fs.writeFile(target, bytes);
  }
}

/** The files that the run wrote or changed, within the limits, sorted by path. */
export function collectFiles(fs: EmscriptenFS, { inputs, limits }: RuntimeContext): { files: WireFile[]; truncated: boolean } {
  const given = new Map(inputs.files.map(({ path, bytes }) => [absolute(path), bytes]));
  const files: WireFile[] = [];
  let total = 0;
  let truncated = false;
  for (const path of roots.flatMap((root) => [...walk(fs, root)]).toSorted()) {
    const { size } = fs.stat(path);
    if (files.length >= limits.fileCount || total + size > limits.fileBytes) {
      truncated ||= !given.has(path);
      continue;
    }
    const bytes = fs.readFile(path);
    if (sameBytes(bytes, given.get(path))) continue;
    total += size;
    files.push({ path: relative(path), bytes: bytes.slice().buffer });
  }
  return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), truncated };
}

function* walk(fs: EmscriptenFS, folder: string): Generator<string> {
  if (!fs.analyzePath(folder).exists) return;
  for (const name of fs.readdir(folder)) {
    if (name === "." || name === ".." || name === "__pycache__") continue;
    const path = `${folder}/${name}`;
    const { mode } = fs.lstat(path);
    if (fs.isDir(mode)) yield* walk(fs, path);
    else if (fs.isFile(mode)) yield path;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);
}
