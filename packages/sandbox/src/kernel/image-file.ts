import type { FileTable, WorkerImage } from "@vitrine/protocol";

/** An image as it is kept and sent: a length, a JSON head, and the bytes that the head speaks of. The frame alone reads and writes it. */
interface Head {
  format: 1;
  table: FileTable;
  handles: [handle: number, path: string][];
  packages: Record<string, string>;
  libraries: { path: string; size: number }[];
  memorySize: number;
  filesSize: number;
}

/** What an image file holds, its libraries not compiled yet. */
export type ImageParts = Omit<WorkerImage, "memory" | "files" | "libraries"> & {
  memory: Blob;
  files: { bytes: Blob; table: FileTable };
  libraries: { path: string; bytes: Blob }[];
};

/** An image with its libraries compiled, for workers to go on from. */
export type PreparedImage = Omit<WorkerImage, "memory"> & { memory: Blob };

export function writeImage({ memory, files, libraries, handles, packages }: ImageParts): Blob {
  const head: Head = {
    format: 1,
    table: files.table,
    handles,
    packages,
    libraries: libraries.map(({ path, bytes }) => ({ path, size: bytes.size })),
    memorySize: memory.size,
    filesSize: files.bytes.size,
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  return new Blob([Uint32Array.of(text.length), text, memory, files.bytes, ...libraries.map(({ bytes }) => bytes)]);
}

/** Throws where the file is none, or not whole. */
export async function readImage(kept: Blob): Promise<PreparedImage> {
  // Taken into memory: of a blob that lies in the browser's cache, Firefox gives other bytes after a few reads.
  const file = new Blob([await kept.arrayBuffer()]);
  const [length] = new Uint32Array(await file.slice(0, 4).arrayBuffer());
  let at = 4 + (length ?? 0);
  const head = JSON.parse(await file.slice(4, at).text()) as Head;
  const next = (size: number) => file.slice(at, (at += size));
  const memory = next(head.memorySize);
  const files = next(head.filesSize);
  const libraries = await Promise.all(head.libraries.map(async ({ path, size }) => ({ path, module: await WebAssembly.compile(await next(size).arrayBuffer()) })));
  if (head.format !== 1 || at !== file.size) throw new Error("the image is not whole");
  return { memory, files: { bytes: files, table: head.table }, libraries, handles: head.handles, packages: head.packages };
}
