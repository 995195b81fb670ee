/** Signature of a ZIP's end-of-central-directory record (APPNOTE 4.3.16). */
const endSignature = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
/** Signature of a ZIP's first local file header (APPNOTE 4.3.7). */
const headerSignature = 0x04034b50;
/** Bytes of the end record before its comment. */
const endLength = 22;

/**
 * Every ZIP that stands whole and uncompressed in the bytes, as views, in order. Each is found by its end record, which says
 * how long the directory is and how far before it the archive starts. ZIP64 is not followed: no wheel here needs it.
 */
export function cutZips(bytes: Uint8Array): Uint8Array[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zips: Uint8Array[] = [];
  for (let end = buffer.indexOf(endSignature); end >= 0; end = buffer.indexOf(endSignature, end + 1)) {
    if (end + endLength > buffer.length) break;
    const directorySize = buffer.readUInt32LE(end + 12);
    const directoryOffset = buffer.readUInt32LE(end + 16);
    const start = end - directorySize - directoryOffset;
    const stop = end + endLength + buffer.readUInt16LE(end + 20);
    // The signature also occurs by chance and in code that reads ZIPs: believe it only when a first file stands where it says.
    if (start < 0 || stop > buffer.length || directorySize === 0) continue;
    if (buffer.readUInt32LE(start) !== headerSignature) continue;
    zips.push(buffer.subarray(start, stop));
  }
  return zips;
}
