import { ensure } from "./errno.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
export const encodeText = (text: string) => new TextEncoder().encode(text);

/** The guest's memory as the calls see it. Whatever lies outside of it fails with FAULT. */
export class GuestMemory {
  #memory: WebAssembly.Memory | undefined;
  #view = new DataView(new ArrayBuffer(0));

  constructor(private readonly grown: (bytes: number) => void) {}

  get size(): number {
    return this.#memory?.buffer.byteLength ?? 0;
  }

  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory;
    this.grown(this.size);
  }

  /** Bytes that share the guest's memory; good until the guest runs again. */
  bytes(pointer: number, length: number): Uint8Array {
    const { buffer } = this.view(pointer, length);
    return new Uint8Array(buffer, pointer, length);
  }

  u32(pointer: number): number {
    return this.view(pointer, 4).getUint32(pointer, true);
  }

  u64(pointer: number): bigint {
    return this.view(pointer, 8).getBigUint64(pointer, true);
  }

  setU32(pointer: number, value: number): void {
    this.view(pointer, 4).setUint32(pointer, value, true);
  }

  setU64(pointer: number, value: bigint): void {
    this.view(pointer, 8).setBigUint64(pointer, value, true);
  }

  text(pointer: number, length: number): string {
    // A copy, as memory that is shared cannot be decoded.
    const bytes = this.bytes(pointer, length).slice();
    try {
      return decoder.decode(bytes);
    } catch {
      return ensure(false, "ILSEQ") as never;
    }
  }

  /** The parts that a list of `count` pairs (pointer, length) names. */
  vectors(pointer: number, count: number): Uint8Array[] {
    ensure(count <= 1024, "INVAL");
    this.view(pointer, count * 8);
    return Array.from({ length: count }, (_, place) => this.bytes(this.u32(pointer + place * 8), this.u32(pointer + place * 8 + 4)));
  }

  /** A view on the whole memory in which these bytes exist. */
  view(pointer: number, length: number): DataView {
    // Growing detaches the buffer that was.
    const buffer = this.#memory?.buffer;
    // Before its memory is there a start function can call; then all is outside.
    ensure(buffer !== undefined, "FAULT");
    if (this.#view.buffer !== buffer) {
      this.#view = new DataView(buffer);
      this.grown(buffer.byteLength);
    }
    ensure(pointer + length <= this.#view.byteLength, "FAULT");
    return this.#view;
  }
}
