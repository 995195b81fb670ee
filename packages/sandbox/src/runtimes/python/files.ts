import type { Limits, RunInputs, WireFile } from "@vitrine/protocol";
import type { RuntimeContext } from "../runtime.ts";
import { home } from "./boot-pyodide.ts";
import type { EmscriptenFS } from "./pyodide.d.ts";
import type { ReadOnlyGuard } from "./read-only-guard.ts";

/** Where files that a run writes are looked for. Models write to all of these. */
const roots = [home, "/tmp", "/mnt", "/data", "/output"];

const absolute = (path: string) => (path.startsWith("/") ? path : `${home}/${path}`);
/** As the host names it: from the working directory where it lies inside it. */
export const relativePath = (path: string) => (path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path);

/** Writes the run's input files; relative paths lie in the working directory. Folders that are made for read-only files alone are read-only like them. */
export function mountFiles(fs: EmscriptenFS, guard: ReadOnlyGuard, files: RunInputs["files"]): void {
  // Those that may be changed first: their folders stay open.
  for (const { path, bytes, readOnly } of files.toSorted((a, b) => Number(a.readOnly) - Number(b.readOnly))) {
    const target = absolute(path);
    const made = guard.lifted(() => {
      const folders = makeFolders(fs, target);
      fs.writeFile(target, bytes);
      return folders;
    }, target);
    if (readOnly) for (const each of [target, ...made]) guard.protect(each);
  }
}

/** Makes the folders above a path. Gives those that were not there, but for the places where programs write. */
function makeFolders(fs: EmscriptenFS, path: string): string[] {
  const folders = path.split("/").slice(1, -1).map((_, index, parts) => `/${parts.slice(0, index + 1).join("/")}`);
  const missing = folders.filter((folder) => !fs.analyzePath(folder).exists);
  fs.mkdirTree(folders.at(-1) ?? "/");
  return missing.filter((folder) => !roots.includes(folder));
}

/** The files that the run wrote or changed, within the limits, sorted by path. */
export function collectFiles(fs: EmscriptenFS, { inputs, limits, streams }: RuntimeContext, before: FileStamps): WireFile[] {
  const given = new Map(inputs.files.map(({ path, bytes }) => [absolute(path), bytes]));
  const files: WireFile[] = [];
  let [count, total, kept] = [0, 0, 0];
  const mountedElsewhere = [...given.keys()].filter((path) => !roots.some((root) => path.startsWith(`${root}/`)) && fs.analyzePath(path).exists);
  for (const path of [...roots.flatMap((root) => [...walk(fs, root)]), ...mountedElsewhere].toSorted()) {
    const { size, mtime } = fs.stat(path);
    // A session's run leaves alone what was there before it.
    if (before.get(path) === `${size} ${Number(mtime)}`) continue;
    if (size === given.get(path)?.length && sameBytes(fs.readFile(path), given.get(path))) continue;
    count += 1;
    total += size;
    if (files.length >= limits.fileCount) streams.cut({ what: "files", limit: "fileCount", made: count });
    else if (kept + size > limits.fileBytes) streams.cut({ what: "files", limit: "fileBytes", made: total });
    if (files.length >= limits.fileCount || kept + size > limits.fileBytes) continue;
    kept += size;
    files.push({ path: relativePath(path), bytes: fs.readFile(path).slice().buffer });
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
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
