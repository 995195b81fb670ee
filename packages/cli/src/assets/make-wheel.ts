import { createHash } from "node:crypto";
import { type Zippable, zipSync } from "fflate";

export interface WheelContent {
  /** As it stands in the file name: letters, digits, underscores. */
  name: string;
  version: string;
  /** The text of METADATA. */
  metadata: string;
  /** Path inside the wheel → bytes; the three files of .dist-info that every wheel has are added. */
  files: ReadonlyMap<string, Uint8Array>;
}

/** The first moment that a ZIP can name, in local time because fflate writes local time. */
const epoch = new Date(1980, 0, 1);

/**
 * A pure Python wheel (PEP 427) whose bytes depend on its content alone: entries sorted, one timestamp, and a deflate
 * that is JavaScript of a pinned version, since zlib's output differs between Node versions.
 */
export function makeWheel({ name, version, metadata, files }: WheelContent): Uint8Array {
  const info = `${name}-${version}.dist-info`;
  const encoder = new TextEncoder();
  const all = new Map(files);
  all.set(`${info}/METADATA`, encoder.encode(metadata));
  all.set(
    `${info}/WHEEL`,
    encoder.encode("Wheel-Version: 1.0\nGenerator: vitrine\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
  );
  // Compared by code unit: localeCompare depends on the machine.
  const paths = [...all.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  const record = paths.map((path) => recordLine(path, all.get(path) ?? new Uint8Array()));
  all.set(`${info}/RECORD`, encoder.encode(`${record.join("\n")}\n${info}/RECORD,,\n`));

  const entries: Zippable = {};
  // RECORD last, as PEP 427 recommends for everything in .dist-info.
  for (const path of [...paths, `${info}/RECORD`]) entries[path] = all.get(path) ?? new Uint8Array();
  return zipSync(entries, { level: 6, mtime: epoch });
}

function recordLine(path: string, bytes: Uint8Array): string {
  const field = /[",]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path;
  return `${field},sha256=${createHash("sha256").update(bytes).digest("base64url")},${bytes.length}`;
}
