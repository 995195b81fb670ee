import type { WorkerImage } from "@vitrine/protocol";

/** An image as it is kept and sent: a length, a JSON head, and the bytes that the head speaks of. The frame alone reads and writes it. */
interface Head {
  format: 2;
  handles: [handle: number, path: string][];
  packages: { name: string; filesSize: number; libraries: { path: string; size: number }[] }[];
  memorySize: number;
}

/** What an image file holds, its libraries not compiled yet. */
export interface ImageParts {
  memory: Blob;
  handles: [handle: number, path: string][];
  packages: { name: string; files: Blob; libraries: { path: string; bytes: Blob }[] }[];
}

/** An image with its libraries compiled, for workers to go on from. Each gets a copy of its memory, which is held here: of a Blob it would come from the browser's process each time. */
export type PreparedImage = WorkerImage & { memory: ArrayBuffer };

export function writeImage({ memory, handles, packages }: ImageParts): Blob {
  const head: Head = {
    format: 2,
    handles,
    packages: packages.map(({ name, files, libraries }) => ({ name, filesSize: files.size, libraries: libraries.map(({ path, bytes }) => ({ path, size: bytes.size })) })),
    memorySize: memory.size,
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  return new Blob([Uint32Array.of(text.length), text, memory, ...packages.flatMap(({ files, libraries }) => [files, ...libraries.map(({ bytes }) => bytes)])]);
}

/** Throws where the file is none, or not whole. */
export async function readImage(kept: Blob): Promise<PreparedImage> {
  // Read once and whole: of a blob that lies in the browser's cache, Firefox gives other bytes after a few reads.
  const file = await kept.arrayBuffer();
  let at = 0;
  const next = (size: number) => new Uint8Array(file, at, ((at += size), size));
  const [length] = new Uint32Array(next(4).slice().buffer);
  const head = JSON.parse(new TextDecoder().decode(next(length!))) as Head;
  if (head.format !== 2) throw new Error("the image has another format");
  const memory = next(head.memorySize).slice().buffer;
  const packages = head.packages.map(({ name, filesSize, libraries }) => ({ name, files: new Blob([next(filesSize)]), libraries: libraries.map(({ path, size }) => ({ path, bytes: next(size) })) }));
  if (at !== file.byteLength) throw new Error("the image is not whole");
  const compile = async ({ path, bytes }: { path: string; bytes: Uint8Array<ArrayBuffer> }) => ({ path, module: await WebAssembly.compile(bytes) });
  return { memory, handles: head.handles, packages: await Promise.all(packages.map(async ({ name, files, libraries }) => ({ name, files, libraries: await Promise.all(libraries.map(compile)) }))) };
}
