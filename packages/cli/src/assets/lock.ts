import type { PyodideDistribution } from "@vitrine/protocol";
import type { WantedFile } from "./supplier.ts";
import { normalizeName } from "./wheel-metadata.ts";

/** One package of a Pyodide lock. */
export interface LockPackage {
  version: string;
  wheel: WantedFile;
  /** Normalised names of what it needs, all in the same lock. */
  depends: readonly string[];
}

/** The part of pyodide-lock.json (https://pyodide.org/en/stable/usage/loading-packages.html) that is read here. */
interface LockFile {
  packages: Record<string, { name: string; version: string; file_name: string; sha256: string; depends: string[] }>;
}

/** A lock's packages by normalised name. */
export function readLock(text: string, distribution: PyodideDistribution): Map<string, LockPackage> {
  const { packages } = JSON.parse(text) as LockFile;
  return new Map(
    Object.values(packages).map(({ name, version, file_name, sha256, depends }) => {
      const wheel = { path: `${distribution.name}/${file_name}`, sha256, url: distribution.packageBaseUrl + file_name };
      return [normalizeName(name), { version, wheel, depends: depends.map(normalizeName) }];
    }),
  );
}
