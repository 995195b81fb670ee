import type { ReadBytes } from "./blob-bytes.ts";
import type { EmscriptenFS, FSNode } from "./pyodide.d.ts";

/** What stands before the bytes of a package's files, as JSON after its length: folder → name and size of each file in it, in the order of the bytes. */
type Table = Record<string, [name: string, size: number][]>;

/** The files as one archive. Of those in `empty` only the names are kept. */
export function packFiles(fs: EmscriptenFS, paths: readonly string[], empty: ReadonlySet<string>): ArrayBuffer {
  const table: Table = {};
  for (const path of paths) {
    const cut = path.lastIndexOf("/");
    (table[path.slice(0, cut)] ??= []).push([path.slice(cut + 1), empty.has(path) ? 0 : fs.stat(path).size]);
  }
  const files = Object.entries(table).flatMap(([folder, names]) => names.map(([name, size]) => ({ path: `${folder}/${name}`, size })));
  const head = new TextEncoder().encode(JSON.stringify(table));
  const archive = new Uint8Array(4 + head.length + files.reduce((sum, { size }) => sum + size, 0));
  new DataView(archive.buffer).setUint32(0, head.length);
  archive.set(head, 4);
  let at = 4 + head.length;
  for (const { path, size } of files) {
    if (size > 0) archive.set(fs.readFile(path), at);
    at += size;
  }
  return archive.buffer;
}

/**
 * Puts them in place. Folders are filled when somebody looks into them, and the bytes of all files are read with the first that somebody reads: most programs read none, and one
 * that reads thousands must not have each read by itself, which Firefox has work with on the page's own thread.
 */
export function unpackFiles(fs: EmscriptenFS, read: ReadBytes): void {
  const length = new DataView(read(0, 4).buffer).getUint32(0);
  const table = JSON.parse(new TextDecoder().decode(read(4, 4 + length))) as Table;
  const folders = new Map<string, Folder>();
  let bytes: Uint8Array | undefined;
  const folderAt = (path: string): Folder => {
    let folder = folders.get(path);
    if (folder) return folder;
    folders.set(path, (folder = { files: [], start: 0, folders: [] }));
    const cut = path.lastIndexOf("/");
    if (cut > 0) folderAt(path.slice(0, cut)).folders.push([path.slice(cut + 1), folder]);
    return folder;
  };
  let at = 4 + length;
  for (const [path, files] of Object.entries(table)) {
    Object.assign(folderAt(path), { files, start: at });
    for (const [, size] of files) at += size;
  }
  const end = at;
  const fill = (node: FSNode, { files, start, folders: inside }: Folder) => {
    // As writeFile and mkdir do, without looking up the path of each.
    const make = (name: string, mode: number) => node.node_ops.mknod!(node, name, mode, 0) as FSNode;
    for (const [name, size] of files) {
      const file = make(name, 0o100_666);
      const from = start;
      start += size;
      file.usedBytes = size;
      later(file, () => (bytes ??= read(0, end)).subarray(from, from + size));
    }
    for (const [name, folder] of inside) {
      // A folder that was there, such as site-packages, is filled at once, and what is new in it later.
      const known = (node.contents as Record<string, FSNode>)[name];
      if (known) fill(known, folder);
      else fillLater(make(name, 0o40_777), (made) => fill(made, folder));
    }
  };
  const [top, ...rest] = [...folders.entries()].filter(([path]) => path.lastIndexOf("/") === 0);
  if (top && rest.length === 0) fill(fs.lookupPath("/").node, { files: [], start: 0, folders: [[top[0].slice(1), top[1]]] });
}

interface Folder {
  files: Table[string];
  /** Where their bytes begin. */
  start: number;
  folders: [name: string, folder: Folder][];
}

/** Fills a folder of MEMFS at the first look: MEMFS reads `contents`, but for finding a name, which it does in a table of its own before it asks `lookup`. */
function fillLater(node: FSNode, fill: (node: FSNode) => void): void {
  const { contents, node_ops: operations } = node;
  later(node, () => {
    node.contents = contents;
    node.node_ops = operations;
    fill(node);
    return contents;
  });
  node.node_ops = {
    ...operations,
    lookup: (parent: FSNode, name: string) => {
      const found = node.contents as Record<string, FSNode>;
      return Object.hasOwn(found, name) ? found[name] : operations.lookup!(parent, name);
    },
  };
}

/** Has the node's contents made when they are first asked for, unless somebody puts others there. */
function later(node: FSNode, make: () => FSNode["contents"]): void {
  const settle = (value: FSNode["contents"]) => void Object.defineProperty(node, "contents", { value, writable: true, enumerable: true, configurable: true });
  const get = () => {
    settle(make());
    return node.contents;
  };
  Object.defineProperty(node, "contents", { get, set: settle, enumerable: true, configurable: true });
}

/** Paths of all files below a folder; links are none. */
export function* filesBelow(fs: EmscriptenFS, folder: string): Generator<string> {
  for (const name of fs.readdir(folder)) {
    if (name === "." || name === "..") continue;
    const path = `${folder}/${name}`;
    const { mode } = fs.lstat(path);
    if (fs.isDir(mode)) yield* filesBelow(fs, path);
    else if (fs.isFile(mode)) yield path;
  }
}
