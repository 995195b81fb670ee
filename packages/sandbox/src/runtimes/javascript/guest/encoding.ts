import { define, host } from "./host.ts";

/** The bytes of whatever holds bytes. */
export function bytesOf(value: ArrayBufferView | ArrayBufferLike): Uint8Array {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return new Uint8Array(value);
}

/** A buffer with exactly these bytes. */
export const exactBuffer = (value: ArrayBufferView | ArrayBufferLike): ArrayBuffer => bytesOf(value).slice().buffer;

export const encodeText = (text: string): Uint8Array => new Uint8Array(host.encode(text));
export const decodeText = (value: ArrayBufferView | ArrayBufferLike, label = "utf-8", fatal = false, ignoreBOM = false): string => host.decode(exactBuffer(value), label, fatal, ignoreBOM);

class TextEncoder {
  readonly encoding = "utf-8";
  encode(text: unknown = ""): Uint8Array {
    return encodeText(String(text));
  }
  encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
    let [read, written] = [0, 0];
    for (const character of text) {
      const bytes = encodeText(character);
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      read += character.length;
      written += bytes.length;
    }
    return { read, written };
  }
}

class TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  /** Of a text that comes in parts, what has come: it is decoded anew with each. */
  #rest: number[] = [];
  constructor(label = "utf-8", { fatal = false, ignoreBOM = false } = {}) {
    this.encoding = label.toLowerCase().replace(/^utf8$/, "utf-8");
    this.fatal = fatal;
    this.ignoreBOM = ignoreBOM;
    decodeText(new ArrayBuffer(0), label, fatal, ignoreBOM);
  }
  decode(value?: ArrayBufferView | ArrayBufferLike, { stream = false } = {}): string {
    const bytes = [...this.#rest, ...(value === undefined ? [] : bytesOf(value))];
    const whole = stream ? wholeCharacters(bytes) : bytes.length;
    this.#rest = bytes.slice(whole);
    return decodeText(new Uint8Array(bytes.slice(0, whole)), this.encoding, this.fatal, this.ignoreBOM);
  }
}

/** How many of the bytes are whole characters of UTF-8. */
function wholeCharacters(bytes: number[]): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes.at(-back)!;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 of bytes. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const left = bytes.length - at;
    text += alphabet[a >> 2]! + alphabet[((a & 3) << 4) | (b >> 4)]! + (left > 1 ? alphabet[((b & 15) << 2) | (c >> 6)]! : "=") + (left > 2 ? alphabet[c & 63]! : "=");
  }
  return text;
}

/** Bytes of Base64, or of its form for addresses; undefined: it is not that. */
export function fromBase64(text: string): Uint8Array | undefined {
  const plain = text.replaceAll(/[\s=]/g, "").replaceAll("-", "+").replaceAll("_", "/");
  if (/[^A-Za-z0-9+/]/.test(plain) || plain.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const character of plain) {
    held = ((held << 6) | alphabet.indexOf(character)) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
    }
  }
  return bytes;
}

export function installEncoding(): void {
  define("TextEncoder", TextEncoder);
  define("TextDecoder", TextDecoder);
  define("btoa", (text: unknown) => {
    const bytes = Array.from(String(text), (character) => character.charCodeAt(0));
    if (bytes.some((byte) => byte > 255)) throw new RangeError("btoa takes characters up to U+00FF; encode the text first: btoa(String.fromCharCode(...new TextEncoder().encode(text)))");
    return toBase64(new Uint8Array(bytes));
  });
  define("atob", (text: unknown) => {
    const bytes = fromBase64(String(text));
    if (!bytes) throw new RangeError("The string to be decoded is not correctly encoded.");
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  });
}
