import { bytesOf, decodeText, encodeText, fromBase64, toBase64 } from "./encoding.ts";
import { define } from "./host.ts";

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function encode(text: string, encoding: string): Uint8Array {
  switch (encoding.toLowerCase()) {
    case "base64":
    case "base64url":
      return fromBase64(text) ?? new Uint8Array(0);
    case "hex":
      return Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
    case "latin1":
    case "binary":
    case "ascii":
      return Uint8Array.from(text, (character) => character.charCodeAt(0));
    default:
      return encodeText(text);
  }
}

/** The part of Node's Buffer that programs use. */
export class Buffer extends Uint8Array {
  static override from(value: unknown, encoding: unknown = "utf8"): Buffer {
    const bytes = typeof value === "string" ? encode(value, String(encoding)) : ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? bytesOf(value) : Uint8Array.from(value as ArrayLike<number>);
    const made = new Buffer(bytes.length);
    made.set(bytes);
    return made;
  }
  static alloc(size: number, fill: number = 0): Buffer {
    return new Buffer(size).fill(fill);
  }
  static allocUnsafe(size: number): Buffer {
    return new Buffer(size);
  }
  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer;
  }
  static byteLength(value: string | ArrayBufferView, encoding = "utf8"): number {
    return typeof value === "string" ? encode(value, encoding).length : value.byteLength;
  }
  static concat(parts: readonly Uint8Array[]): Buffer {
    const made = new Buffer(parts.reduce((total, { length }) => total + length, 0));
    let at = 0;
    for (const part of parts) {
      made.set(part, at);
      at += part.length;
    }
    return made;
  }
  override toString(encoding = "utf8", start = 0, end = this.length): string {
    const bytes = this.subarray(start, end);
    switch (encoding.toLowerCase()) {
      case "base64":
        return toBase64(bytes);
      case "base64url":
        return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
      case "hex":
        return hex(bytes);
      case "latin1":
      case "binary":
      case "ascii":
        return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
      default:
        return decodeText(bytes, "utf-8", false, true);
    }
  }
  toJSON(): object {
    return { type: "Buffer", data: [...this] };
  }
  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, index) => byte === other[index]);
  }
  write(text: string, at = 0): number {
    const bytes = encodeText(text).subarray(0, this.length - at);
    this.set(bytes, at);
    return bytes.length;
  }
}

export const installBuffer = (): void => define("Buffer", Buffer);
