import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { readTarEntry } from "../read-tar.ts";
import { runCommand } from "../run-command.ts";
import type { Scratch } from "../scratch.ts";
import type { Supplier } from "../supplier.ts";

/** jsDelivr's URL of a file in an npm package names the package's tarball and the path inside it. */
const cdnUrl = /^https:\/\/cdn\.jsdelivr\.net\/npm\/((?:@[^/]+\/)?[^/@]+@[^/]+)\/(.+)$/;

/** Fetches npm tarballs by `npm pack`, which knows the user's registry, proxy and credentials. Each is fetched once. */
export interface NpmTarballs {
  /** The tarball's bytes. Rejects with an Error that says why it cannot be had. */
  fetch: (spec: string) => Promise<Uint8Array>;
}

export function createNpmTarballs(scratch: Scratch, onStep: (text: string) => void, signal?: AbortSignal): NpmTarballs {
  const paths = new Map<string, Promise<string>>();
  const pack = async (spec: string): Promise<string> => {
    onStep(`npm pack ${spec}`);
    const folder = await scratch.folder();
    // In the caller's directory, because an .npmrc there may name a registry.
    const args = ["pack", spec, "--ignore-scripts", "--loglevel=error", `--pack-destination=${folder}`];
    await runCommand("npm", args, { cwd: process.cwd(), signal });
    const file = (await readdir(folder))[0];
    if (file === undefined) throw new Error("npm pack wrote no tarball");
    return join(folder, file);
  };
  return {
    fetch: async (spec) => {
      const path = paths.get(spec) ?? pack(spec);
      paths.set(spec, path);
      return readFile(await path);
    },
  };
}

/** Asks the npm package that the file's CDN URL names. */
export function createNpmTarball(tarballs: NpmTarballs, signal?: AbortSignal): Supplier {
  return async ({ url }) => {
    const [, spec, path] = cdnUrl.exec(url ?? "") ?? [];
    if (spec === undefined || path === undefined) return undefined;
    const source = `npm ${spec}`;
    try {
      const bytes = readTarEntry(await tarballs.fetch(spec), `package/${path}`);
      return bytes ? { source, bytes } : { source, reason: `holds no ${path}` };
    } catch (error) {
      signal?.throwIfAborted();
      return { source, reason: error instanceof Error ? error.message : String(error) };
    }
  };
}
