const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A guest's path made into a relative one that stays below the folder it is joined to, on every system: no "..", no root, no drive,
 * no characters that a file system refuses. Undefined where nothing is left.
 */
export function safePath(guestPath: string): string | undefined {
  const segments = guestPath.split(/[\\/]/).filter((segment) => segment !== "" && segment !== ".");
  return segments.length === 0 ? undefined : segments.map(safeSegment).join("/");
}

/** One name without separators, fit for a file system. */
export function safeSegment(name: string): string {
  const plain = name.replace(/[\p{Cc}<>:"|?*\\/]/gu, "_").replace(/[. ]+$/, (end) => "_".repeat(end.length));
  return shorten(reserved.test(plain) ? `_${plain}` : plain);
}

/** File systems hold 255 bytes per name; this leaves room for an ending. Lone surrogates become U+FFFD. */
function shorten(name: string): string {
  const bytes = Buffer.from(name);
  return bytes.length <= 200 ? bytes.toString() : bytes.subarray(0, 200).toString().replace(/\uFFFD+$/, "");
}
