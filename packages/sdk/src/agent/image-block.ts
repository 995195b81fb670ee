import { mime, type MimeBundle } from "@vitrine/protocol";
import type { ContentBlock } from "./content-block.ts";

/** Raster types that model APIs take, with the bytes that such a file starts with (bytes 8 to 11 for WebP). */
const signatures: readonly [type: string, offset: number, bytes: readonly number[]][] = [
  [mime.png, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  [mime.jpeg, 0, [0xff, 0xd8, 0xff]],
  [mime.webp, 8, [0x57, 0x45, 0x42, 0x50]],
  [mime.gif, 0, [0x47, 0x49, 0x46, 0x38]],
];

/** Largest picture that is handed on: its base64 stays under the 5 MB that the strictest provider takes. */
export const maxImageBytes = 3.5 * 1024 * 1024;

/** The picture of a bundle as a block; null where it has none, or text that says why it is not handed on. */
export function imageBlock(data: MimeBundle): Extract<ContentBlock, { type: "image" }> | string | null {
  for (const [mediaType, offset, bytes] of signatures) {
    if (!Object.hasOwn(data, mediaType)) continue;
    const picture = data[mediaType];
    // One wrong picture makes a provider refuse the whole request.
    if (!(picture instanceof Uint8Array) || !bytes.every((byte, index) => picture[offset + index] === byte)) return `not a valid ${mediaType}`;
    if (picture.length > maxImageBytes) return `${picture.length} bytes, more than ${maxImageBytes}`;
    return { type: "image", mediaType, data: toBase64(picture) };
  }
  return null;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 (RFC 4648, padded). Neither btoa nor Buffer is in every runtime's types, and Uint8Array.toBase64 is too new. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.subarray(index, index + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    text += b === undefined ? "==" : alphabet.charAt((group >> 6) & 63) + (c === undefined ? "=" : alphabet.charAt(group & 63));
  }
  return text;
}
