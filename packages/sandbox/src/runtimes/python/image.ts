/**
 * Images: a Pyodide that has booted and imported packages, frozen as its memory, and what stands outside of the memory and has to be there before it goes on:
 * files, and shared libraries at the same places. Pyodide's own snapshots (`_makeSnapshot`, `_loadSnapshot`) know the memory alone.
 */
import type { FileTable, FrozenMemory, PackedPackages, WorkerImage } from "@vitrine/protocol";
import type { BootContext } from "../runtime.ts";
import { bootPyodide, type ImageOptions } from "./boot-pyodide.ts";
import { installGlue, writeGlue } from "./glue.ts";
import type { EmscriptenFS, EmscriptenModule, Pyodide } from "./pyodide.d.ts";

/** Neither fixed for a run: an image is for all that have no wish of their own. */
const unbound = { env: {}, seed: null };

/** Installs packages in a fresh interpreter, and takes out what they installed. */
export async function packPackages(context: BootContext, names: string[], wheels: { url: string; bytes: ArrayBuffer }[]): Promise<PackedPackages> {
  for (const { url, bytes } of wheels) context.serveLocally(url, bytes);
  const pyodide = await bootPyodide(context, unbound);
  const errors: string[] = [];
  if (names.length > 0) await pyodide.loadPackage(names, { messageCallback: () => {}, errorCallback: (text) => errors.push(text) });
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const { FS: fs, LDSO } = pyodide._module;
  const libraries = Object.keys(LDSO.loadedLibsByName).filter((name) => name.startsWith("/"));
  return {
    files: packFiles(fs, sitePackages(pyodide), new Set(libraries)),
    libraries: libraries.map((path) => ({ path, bytes: fs.readFile(path).slice().buffer })),
    packages: { ...pyodide.loadedPackages },
  };
}

/** Runs code of ours that imports what the packages have, and freezes the interpreter. */
export async function freeze(context: BootContext, code: string): Promise<FrozenMemory> {
  const pyodide = await bootPyodide(context, unbound, { prepare: await outsides(context.boot.image!), options: { _makeSnapshot: true } });
  installGlue(pyodide);
  // In a namespace of its own, which goes.
  pyodide.runPython(`exec(${JSON.stringify(code)}, {}); import gc; gc.collect()`);
  // It found the packages' files as it booted, and its snapshots are of interpreters that know of none.
  for (const name of Object.keys(pyodide.loadedPackages)) delete pyodide.loadedPackages[name];
  const handles = Object.entries(pyodide._module.LDSO.loadedLibsByHandle).filter(([handle]) => handle !== "0");
  return {
    memory: pyodide.makeMemorySnapshot().buffer,
    handles: handles.map(([handle, { name }]) => [Number(handle), name]),
  };
}

/** An interpreter that goes on from an image. */
export async function restore(context: BootContext, image: WorkerImage): Promise<Pyodide> {
  const [prepare, memory] = await Promise.all([outsides(image), (image.memory as Blob).arrayBuffer()]);
  const pyodide = await bootPyodide(context, unbound, { prepare, options: { _loadSnapshot: new Uint8Array(memory) } });
  const { loadedLibsByName, loadedLibsByHandle } = pyodide._module.LDSO;
  for (const [handle, path] of image.handles) loadedLibsByHandle[handle] = loadedLibsByName[path]!;
  Object.assign(pyodide.loadedPackages, image.packages);
  writeGlue(pyodide.FS);
  return pyodide;
}

/** Writes the files and loads the libraries before the interpreter is there: only then their places do not depend on what it did. */
async function outsides({ files, libraries }: WorkerImage): Promise<ImageOptions["prepare"]> {
  const bytes = new Uint8Array(await (files.bytes as Blob).arrayBuffer());
  return ({ preRun }) => {
    preRun.push((module) => {
      unpackFiles(module.FS, files.table, bytes);
      for (const { path, module: library } of libraries) loadLibrary(module, path, library);
    });
  };
}

/** As Emscripten's dlopen does, for a module that is compiled already. */
function loadLibrary(module: EmscriptenModule, path: string, library: WebAssembly.Module): void {
  const entry: EmscriptenModule["LDSO"]["loadedLibsByName"][string] = { refcount: Infinity, name: path, exports: "loading", global: false };
  module.LDSO.loadedLibsByName[path] = entry;
  entry.exports = module.loadWebAssemblyModule(library, { global: false, nodelete: true, loadAsync: false, allowUndefined: true }, path, {});
}

const sitePackages = (pyodide: Pyodide) => pyodide.runPython('import sysconfig; sysconfig.get_path("purelib")') as string;

/** Shared libraries are kept apart: of them only the names are needed as files. */
function packFiles(fs: EmscriptenFS, folder: string, libraries: Set<string>): PackedPackages["files"] {
  const parts: Uint8Array[] = [];
  const table: FileTable = [];
  let start = 0;
  for (const path of filesBelow(fs, folder)) {
    const bytes = libraries.has(path) ? new Uint8Array() : fs.readFile(path);
    table.push({ path, start, size: bytes.length });
    parts.push(bytes);
    start += bytes.length;
  }
  const bytes = new Uint8Array(start);
  parts.forEach((part, index) => bytes.set(part, table[index]!.start));
  return { bytes: bytes.buffer, table };
}

function unpackFiles(fs: EmscriptenFS, table: FileTable, bytes: Uint8Array): void {
  let folder = "";
  for (const { path, start, size } of table) {
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (parent !== folder) fs.mkdirTree((folder = parent));
    // Not copied: the file is a part of `bytes` until somebody writes to it.
    fs.writeFile(path, bytes.subarray(start, start + size), { canOwn: true });
  }
}

function* filesBelow(fs: EmscriptenFS, folder: string): Generator<string> {
  for (const name of fs.readdir(folder)) {
    if (name === "." || name === "..") continue;
    const path = `${folder}/${name}`;
    const { mode } = fs.lstat(path);
    if (fs.isDir(mode)) yield* filesBelow(fs, path);
    else if (fs.isFile(mode)) yield path;
  }
}
