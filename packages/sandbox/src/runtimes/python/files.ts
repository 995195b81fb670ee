import type { Limits, OutputFile, WireFile } from "@vitrine/protocol";
import type { RuntimeContext } from "../runtime.ts";
import { home } from "./boot-pyodide.ts";
import type { EmscriptenFS } from "./pyodide.d.ts";

/** Where files that a run writes are looked for. Models write to all of these. */
const roots = [home, "/tmp", "/mnt", "/data", "/output"];

const absolute = (path: string) => (path.startsWith("/") ? path : `${home}/${path}`);
/** As the host names it: from the working directory where it lies inside it. */
export const relativePath = (path: string) => (path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path);

/** Writes the run's input files; relative paths lie in the working directory. */
export function mountFiles(fs: EmscriptenFS, files: readonly OutputFile[]): void {
  for (const { path, bytes } of files) {
    const target = absolute(path);
    fs.mkdirTree(target.slice(0, target.lastIndexOf("/")) || "/");
    fs.writeFile(target, bytes);
  }
}

/** The files that the run wrote or changed, within the limits, sorted by path. */
export function collectFiles(fs: EmscriptenFS, { inputs, limits }: RuntimeContext, before: FileStamps): { files: WireFile[]; truncated: boolean } {
  const given = new Map(inputs.files.map(({ path, bytes }) => [absolute(path), bytes]));
  const files: WireFile[] = [];
  let total = 0;
  let truncated = false;
  for (const path of roots.flatMap((root) => [...walk(fs, root)]).toSorted()) {
    const { size, mtime } = fs.stat(path);
    // A session's run leaves alone what was there before it.
    if (before.get(path) === `${size} ${Number(mtime)}`) continue;
    if (files.length >= limits.fileCount || total + size > limits.fileBytes) {
      truncated ||= !given.has(path);
      continue;
    }
    const bytes = fs.readFile(path);
    if (sameBytes(bytes, given.get(path))) continue;
    total += size;
    files.push({ path: relativePath(path), bytes: bytes.slice().buffer });
  }
  return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), truncated };
}

/** What tells that a file changed: path → its size and time. */
export type FileStamps = Map<string, string>;

export function stampFiles(fs: EmscriptenFS): FileStamps {
  return new Map(
    roots
      .flatMap((root) => [...walk(fs, root)])
      .slice(0, 10_000)
      .map((path) => {
        const { size, mtime } = fs.stat(path);
        return [path, `${size} ${Number(mtime)}`];
      }),
  );
}

/** Every file there is, within the limits, sorted by path. */
export function allFiles(fs: EmscriptenFS, limits: Pick<Limits, "fileCount" | "fileBytes">): WireFile[] {
  let total = 0;
  return roots
    .flatMap((root) => [...walk(fs, root)])
    .filter((path) => (total += fs.stat(path).size) <= limits.fileBytes)
    .slice(0, limits.fileCount)
    .map((path) => ({ path: relativePath(path), bytes: fs.readFile(path).slice().buffer }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
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
