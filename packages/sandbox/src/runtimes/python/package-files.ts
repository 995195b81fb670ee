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

/** Writes them. Nothing is copied: a file is a part of the archive until somebody writes to it. */
export function unpackFiles(fs: EmscriptenFS, archive: ArrayBuffer): void {
  const length = new DataView(archive).getUint32(0);
  const table = JSON.parse(new TextDecoder().decode(new Uint8Array(archive, 4, length))) as Table;
  let at = 4 + length;
  for (const [folder, names] of Object.entries(table)) {
    fs.mkdirTree(folder);
    const parent = fs.lookupPath(folder).node;
    for (const [name, size] of names) {
      // As writeFile does, without looking up the path of each.
      const node = parent.node_ops.mknod!(parent, name, 0o100_666, 0) as FSNode;
      node.contents = new Uint8Array(archive, at, size);
      node.usedBytes = size;
      at += size;
    }
  }
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
