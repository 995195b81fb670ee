import assert from "node:assert/strict";
import { test } from "node:test";
import { imagePixels } from "./image-pixels.ts";

const ascii = (text: string) => Array.from(text, (char) => char.charCodeAt(0));
const webp = (...rest: number[]) => [...ascii("RIFF"), 0, 0, 0, 0, ...ascii("WEBP"), ...rest];

const headers: Record<string, [pixels: number | undefined, bytes: number[]]> = {
  png: [0x10203 * 7, [0x89, ...ascii("PNG\r\n\u001a\n"), 0, 0, 0, 13, ...ascii("IHDR"), 0, 1, 2, 3, 0, 0, 0, 7]],
  gif: [300 * 2, [...ascii("GIF89a"), 44, 1, 2, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0]],
  "gif with a first picture that is larger, after colours and an extension": [1000 * 20, [...ascii("GIF89a"), 1, 0, 1, 0, 0x80, 0, 0, ...Array.from({ length: 6 }, () => 0), 0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0xe8, 3, 20, 0]],
  jpeg: [640 * 480, [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc4, 0, 2, 0xff, 0xc2, 0, 11, 8, 1, 0xe0, 2, 0x80, 3]],
  "webp, lossy": [258 * 3, webp(...ascii("VP8 "), 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 2, 1, 3, 0)],
  "webp, lossless": [16384 * 16384, webp(...ascii("VP8L"), 0, 0, 0, 0, 0x2f, 0xff, 0xff, 0xff, 0x0f)],
  "webp, extended": [0x10000 * 5, webp(...ascii("VP8X"), 10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 4, 0, 0, 0)],
  "png without a height": [undefined, [0x89, ...ascii("PNG\r\n\u001a\n"), 0, 0, 0, 13, ...ascii("IHDR"), 0, 1, 2, 3, 0, 0, 0, 0]],
  "jpeg without a frame": [undefined, [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xda]],
  html: [undefined, ascii("<html>")],
  "nothing": [undefined, []],
};

for (const [name, [pixels, bytes]] of Object.entries(headers)) {
  test(`S10: the size of a picture is read from its header: ${name}`, () => {
    assert.equal(imagePixels(new Uint8Array(bytes)), pixels);
    // As a part of other bytes, and cut short anywhere.
    assert.equal(imagePixels(new Uint8Array([9, 9, ...bytes, 9]).subarray(2, 2 + bytes.length)), pixels);
    for (let length = 0; length < bytes.length; length++) imagePixels(new Uint8Array(bytes.slice(0, length)));
  });
}
