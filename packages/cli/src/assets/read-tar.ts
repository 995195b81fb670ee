import { gunzipSync } from "node:zlib";

/** Bytes of a tar header and of the blocks that content is padded to (POSIX ustar). */
const block = 512;

/** The bytes of one regular file in a gzipped tar as npm writes it, or undefined when it holds no file of that name. */
export function readTarEntry(tgz: Uint8Array, name: string): Uint8Array | undefined {
  const tar = gunzipSync(tgz);
  let offset = 0;
  let longName: string | undefined;
  while (offset + block <= tar.length && tar[offset] !== 0) {
    const size = Number.parseInt(text(tar, offset + 124, 12), 8);
    const type = String.fromCharCode(tar[offset + 156] ?? 0);
    const content = tar.subarray(offset + block, offset + block + size);
    const prefix = text(tar, offset + 345, 155);
    const shortName = text(tar, offset, 100);
    const fullName = longName ?? (prefix === "" ? shortName : `${prefix}/${shortName}`);
    longName = undefined;
    // "x": a pax header, which npm writes for names over 100 bytes. "0" and NUL: a regular file.
    if (type === "x") longName = / path=([^\n]*)\n/.exec(content.toString("utf8"))?.[1];
    else if (fullName === name && (type === "0" || type === "\0")) return content;
    offset += block + Math.ceil(size / block) * block;
  }
  return undefined;
}

function text(bytes: Buffer, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end).trim();
}
