/** Segments of a JPEG that are walked over before its size must have come: profiles and thumbnails are cut into pieces of 64 KiB. */
const mostSegments = 4000;

/**
 * Pixels that a picture says it has, read from its header: PNG, JPEG, GIF or WebP, told by the bytes themselves, as browsers tell them. Undefined
 * where they are none of these.
 */
export function imagePixels(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (...values: number[]) => values.every((value, index) => bytes[index] === value);
  try {
    if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return sized(view.getUint32(16), view.getUint32(20));
    if (starts(0x47, 0x49, 0x46, 0x38)) return gifPixels(view);
    if (starts(0x52, 0x49, 0x46, 0x46) && view.getUint32(8) === 0x57454250) return webpPixels(view);
    if (starts(0xff, 0xd8, 0xff)) return jpegPixels(view);
  } catch (error) {
    // Past its end: cut short in the header.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

const sized = (width: number, height: number): number | undefined => (width > 0 && height > 0 ? width * height : undefined);

/** The first picture in it may be larger than the screen that the header names; browsers then take its size. */
function gifPixels(view: DataView): number | undefined {
  const packed = view.getUint8(10);
  let at = 13 + (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0);
  while (view.getUint8(at) === 0x21) {
    at += 2;
    while (view.getUint8(at) !== 0) at += view.getUint8(at) + 1;
    at += 1;
  }
  const [left, top, width, height] = [1, 3, 5, 7].map((offset) => view.getUint16(at + offset, true)) as [number, number, number, number];
  return sized(Math.max(view.getUint16(6, true), left + width), Math.max(view.getUint16(8, true), top + height));
}

function webpPixels(view: DataView): number | undefined {
  const kind = view.getUint32(12);
  // "VP8X", "VP8L", "VP8 "
  if (kind === 0x56503858) return sized((view.getUint32(23, true) >>> 8) + 1, (view.getUint32(26, true) >>> 8) + 1);
  if (kind === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  return kind === 0x56503820 ? sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff) : undefined;
}

function jpegPixels(view: DataView): number | undefined {
  let at = 2;
  for (let segment = 0; segment < mostSegments; segment++) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Fill bytes.
    if (marker === 0xff) at += 1;
    // Start of frame, in all its kinds; C4, C8 and CC are something else.
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return sized(view.getUint16(at + 7), view.getUint16(at + 5));
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
