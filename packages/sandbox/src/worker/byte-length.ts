// Held here, as guest code may replace what it finds; getters, as objects may say anything of themselves.
const { apply } = Reflect;
const getter = (prototype: object, name: string) => Object.getOwnPropertyDescriptor(prototype, name)!.get!;
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const lengths = [getter(ArrayBuffer.prototype, "byteLength"), getter(typedArray, "byteLength"), getter(DataView.prototype, "byteLength")];
const blobs = [getter(Blob.prototype, "size")];
const buffers = [getter(typedArray, "buffer"), getter(DataView.prototype, "buffer")];

/** What the first getter that knows this kind of object says. */
function read(getters: readonly (() => unknown)[], value: unknown): unknown {
  for (let i = 0; i < getters.length; i++) {
    try {
      return apply(getters[i]!, value, []);
    } catch {
      // Of another kind.
    }
  }
  return undefined;
}

/** Bytes of a buffer, a view or a Blob, by the engine's own word; undefined of anything else. */
export const byteLength = (value: unknown) => (read(lengths, value) ?? read(blobs, value)) as number | undefined;

/** Bytes of a Blob or File, by the engine's own word; undefined of anything else. */
export const blobSize = (value: unknown) => read(blobs, value) as number | undefined;

/** Bytes that a structured clone of a buffer or view takes along: of a view, all of its buffer; undefined of anything else. */
export const cloneLength = (value: unknown) => read(lengths, read(buffers, value) ?? value) as number | undefined;
