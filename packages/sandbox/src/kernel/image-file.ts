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

/** An image with its libraries compiled, for workers to go on from. */
export type PreparedImage = WorkerImage & { memory: Blob };

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
  // Taken into memory: of a blob that lies in the browser's cache, Firefox gives other bytes after a few reads.
  const file = new Blob([await kept.arrayBuffer()]);
  const [length] = new Uint32Array(await file.slice(0, 4).arrayBuffer());
  let at = 4 + (length ?? 0);
  const head = JSON.parse(await file.slice(4, at).text()) as Head;
  if (head.format !== 2) throw new Error("the image has another format");
  const next = (size: number) => file.slice(at, (at += size));
  const memory = next(head.memorySize);
  const packages = head.packages.map(({ name, filesSize, libraries }) => ({ name, files: next(filesSize), libraries: libraries.map(({ path, size }) => ({ path, bytes: next(size) })) }));
  if (at !== file.size) throw new Error("the image is not whole");
  const compile = async ({ path, bytes }: { path: string; bytes: Blob }) => ({ path, module: await WebAssembly.compile(await bytes.arrayBuffer()) });
  return { memory, handles: head.handles, packages: await Promise.all(packages.map(async ({ name, files, libraries }) => ({ name, files, libraries: await Promise.all(libraries.map(compile)) }))) };
}
