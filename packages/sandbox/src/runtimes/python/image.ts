/**
 * Images: a Pyodide that has booted and imported packages, frozen as its memory, and what stands outside of the memory and has to be there before it goes on:
 * shared libraries at the same places. Pyodide's own snapshots (`_makeSnapshot`, `_loadSnapshot`) know the memory alone. The packages are out of sight until
 * a run wants them: their modules by glue/shelf.py, their files and libraries by HeldPackages.
 */
import type { BlobLike, FrozenMemory, PackedPackage, WorkerImage } from "@vitrine/protocol";
import type { BootContext } from "../runtime.ts";
import { bytesOf } from "./blob-bytes.ts";
import { bootPyodide, type ImageOptions } from "./boot-pyodide.ts";
import { furnish, installGlue, writeGlue } from "./glue.ts";
import { HeldPackages } from "./held-packages.ts";
import { filesBelow, packFiles, unpackFiles } from "./package-files.ts";
import type { EmscriptenModule, Pyodide } from "./pyodide.d.ts";

/** Neither fixed for a run: an image is for all that have no wish of their own. */
const unbound = { env: {}, seed: null };

/** Installs packages in a fresh interpreter, one after another, and takes out what each installed. */
export async function packPackages(context: BootContext, names: string[], wheels: { url: string; bytes: BlobLike }[]): Promise<PackedPackage[]> {
  for (const { url, bytes } of wheels) context.serveLocally(url, await (bytes as Blob).arrayBuffer());
  const pyodide = await bootPyodide(context, unbound);
  const { FS: fs, LDSO } = pyodide._module;
  const folder = sitePackages(pyodide);
  const loaded = () => Object.keys(LDSO.loadedLibsByName).filter((name) => name.startsWith("/"));
  const known = new Set(filesBelow(fs, folder));
  const packed: PackedPackage[] = [];
  for (const name of inOrder(names, context.boot.texts.lock!)) {
    const before = new Set(loaded());
    const errors: string[] = [];
    await pyodide.loadPackage([name], { messageCallback: () => {}, errorCallback: (text) => errors.push(text) });
    if (errors.length > 0) throw new Error(errors.join("\n"));
    const libraries = loaded().filter((path) => !before.has(path));
    const files = [...filesBelow(fs, folder)].filter((path) => !known.has(path));
    for (const path of files) known.add(path);
    // Of libraries only the names are needed as files.
    packed.push({ name, files: packFiles(fs, files, new Set(libraries)), libraries: libraries.map((path) => ({ path, bytes: fs.readFile(path).slice().buffer })) });
  }
  return packed;
}

/** Runs code of ours that imports what the packages have, puts what it imported out of sight, and freezes the interpreter. */
export async function freeze(context: BootContext, code: string): Promise<FrozenMemory> {
  const { packages } = context.boot.image!;
  const pyodide = await bootPyodide(context, unbound, { prepare: (settings) => loadLibraries(settings, packages), options: { _makeSnapshot: true } });
  installGlue(pyodide);
  furnish(pyodide);
  const folder = sitePackages(pyodide);
  /** Module → package. */
  const owners: Record<string, string> = {};
  for (const { name, files } of packages) {
    const before = new Set(pyodide.FS.readdir(folder));
    unpackFiles(pyodide.FS, bytesOf(files as Blob));
    for (const entry of pyodide.FS.readdir(folder)) if (!before.has(entry)) owners[entry.split(".")[0]!] = name;
  }
  const shelving = pyodide.pyimport("_vitrine.shelving");
  shelving.shelve!(code, JSON.stringify(owners));
  (shelving as unknown as { destroy(): void }).destroy();
  const handles = Object.entries(pyodide._module.LDSO.loadedLibsByHandle).filter(([handle]) => handle !== "0");
  return {
    memory: pyodide.makeMemorySnapshot().buffer,
    handles: handles.map(([handle, { name }]) => [Number(handle), name]),
  };
}

/** An interpreter that goes on from an image, and its packages. */
export async function restore(context: BootContext, image: WorkerImage): Promise<{ pyodide: Pyodide; held: HeldPackages }> {
  const pyodide = await bootPyodide(context, unbound, { prepare: (settings) => loadLibraries(settings, image.packages), options: { _loadSnapshot: new Uint8Array(image.memory!) } });
  writeGlue(pyodide.FS);
  return { pyodide, held: new HeldPackages(pyodide, image) };
}

const sitePackages = (pyodide: Pyodide) => pyodide.runPython('import sys; next(path for path in sys.path if path.endswith("site-packages"))') as string;

/** Loads the libraries before the interpreter is there: only then their places do not depend on what it did. */
function loadLibraries({ preRun }: Parameters<ImageOptions["prepare"]>[0], packages: WorkerImage["packages"]): void {
  preRun.push((module) => {
    for (const { path, module: library } of packages.flatMap(({ libraries }) => libraries)) loadLibrary(module, path, library);
  });
}

/** As Emscripten's dlopen does, for a module that is compiled already. */
function loadLibrary(module: EmscriptenModule, path: string, library: WebAssembly.Module): void {
  const entry: EmscriptenModule["LDSO"]["loadedLibsByName"][string] = { refcount: Infinity, name: path, exports: "loading", global: false };
  module.LDSO.loadedLibsByName[path] = entry;
  entry.exports = module.loadWebAssemblyModule(library, { global: false, nodelete: true, loadAsync: false, allowUndefined: true }, path, {});
}

/** The packages and what they depend on inside the lock, each after what it depends on. */
export function inOrder(names: readonly string[], lockText: string): string[] {
  const { packages } = JSON.parse(lockText) as { packages: Record<string, { depends: string[] }> };
  const order = new Set<string>();
  const add = (name: string, above: readonly string[] = []) => {
    if (order.has(name) || above.includes(name)) return;
    for (const each of packages[name]?.depends ?? []) add(each, [...above, name]);
    order.add(name);
  };
  for (const name of names) add(name);
  return [...order];
}
