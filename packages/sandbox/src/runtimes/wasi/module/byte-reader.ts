import { malformed } from "./module-error.ts";

/** Reads a module's bytes; whatever is cut off or longer than the format allows throws a `ModuleError`. */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
    readonly end = bytes.length,
  ) {}

  get done(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    if (this.at >= this.end) throw malformed("it ends too early", this.at);
    return this.bytes[this.at++]!;
  }

  skip(count: number): void {
    if (count > this.end - this.at) throw malformed("it ends too early", this.at);
    this.at += count;
  }

  /** An unsigned LEB128 number of 32 bits: at most five bytes, nothing above the 32nd bit. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && byte > 0x0f) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw malformed("a number is longer than 32 bits", this.at);
  }

  u64(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      if (shift === 63n && byte > 1) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw malformed("a number is longer than 64 bits", this.at);
  }

  /** Passes a LEB128 number of at most `limit` bytes, signed or not. */
  skipNumber(limit: number): void {
    for (let count = 0; count < limit; count++) if (this.byte() < 0x80) return;
    throw malformed("a number is too long", this.at);
  }

  name(): string {
    const length = this.u32();
    const start = this.at;
    this.skip(length);
    try {
      return decoder.decode(this.bytes.subarray(start, this.at));
    } catch {
      throw malformed("a name is not UTF-8", start);
    }
  }

  /** The part of `size` bytes from here on, as a reader of its own. */
  part(size: number): ByteReader {
    const start = this.at;
    this.skip(size);
    return new ByteReader(this.bytes, start, this.at);
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
