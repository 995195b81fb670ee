// Held here, as the worker closes both before guest code runs.
const { apply } = Reflect;
const { slice } = Blob.prototype;
const Reader = globalThis.FileReaderSync;

/** Reads a stretch of a Blob's bytes at once. */
export type ReadBytes = (from: number, to: number) => Uint8Array;

/** Of a Blob whose other bytes are left where they are. */
export function bytesOf(blob: Blob): ReadBytes {
  const reader = new Reader();
  return (from, to) => new Uint8Array(reader.readAsArrayBuffer(apply(slice, blob, [from, to])));
}
