import type { Distribution, PackagePolicy } from "@vitrine/protocol";
import type { AssetStore, PinnedFile } from "./asset-store.ts";
import { type IndexFile, openWheelhouse, type Wheelhouse } from "./wheelhouse.ts";

/** The index that guests know; the host decides where its answers come from. */
export const publicIndex = "https://pypi.org/simple";

interface LockPackage {
  name: string;
  file_name: string;
  sha256: string;
  depends: string[];
}
interface Lock {
  packages: Record<string, LockPackage>;
}

/** PEP 503. */
export const normalise = (name: string) => name.toLowerCase().replace(/[-_.]+/g, "-");

/** Which packages there are, where their files are, and which of them the policy allows. Names are normalised. */
export class PackageCatalog {
  /** The lock as the guest gets it: without what this wheelhouse has in another version. */
  readonly lockText: string;
  /** Module → package, for packages outside the lock. */
  readonly extraImports: Record<string, string>;
  /** Lock packages by the public URL of their file. */
  readonly lockFiles = new Map<string, { name: string; file: PinnedFile }>();
  readonly #allowed: ReadonlySet<string> | undefined;

  constructor(
    readonly distribution: Distribution,
    readonly policy: PackagePolicy,
    readonly wheelhouse: Wheelhouse,
    lockText: string,
    cdn: boolean,
  ) {
    const lock = JSON.parse(lockText) as Lock;
    for (const [key, { name, file_name: file, sha256 }] of Object.entries(lock.packages)) {
      const path = `${distribution.name}/${file}`;
      const elsewhere = wheelhouse.names.has(normalise(name)) && !wheelhouse.paths.has(path);
      // Without the CDN the lock's version cannot be had, and the wheelhouse has another.
      if (elsewhere && !cdn) delete lock.packages[key];
      else this.lockFiles.set(distribution.packageBaseUrl + file, { name: normalise(name), file: { path, sha256, url: distribution.packageBaseUrl + file } });
    }
    this.lockText = JSON.stringify(lock);
    this.#allowed = policy.allow && closure(policy.allow.map(normalise), lock);
    const extras = distribution.extras.flatMap(({ name, imports }) => imports.map((module) => [module, name] as const));
    const housed = [...wheelhouse.names].map((name) => [name.replaceAll("-", "_"), name] as const);
    this.extraImports = Object.fromEntries([...housed, ...extras].filter(([, name]) => this.denial(name) === undefined && !Object.hasOwn(lock.packages, name)));
  }

  /** Why the policy refuses this package; undefined: it does not. */
  denial(name: string): string | undefined {
    const { mode, deny } = this.policy;
    if (mode === "none") return "policy.packages.mode is none";
    if (deny?.map(normalise).includes(name)) return "policy.packages.deny lists it";
    if (this.#allowed && !this.#allowed.has(name)) return "policy.packages.allow does not list it";
    return undefined;
  }

  /** The index's files of a package outside the lock, where this house has it: the wheelhouse first, then the pinned extras. */
  async indexFiles(name: string): Promise<(IndexFile & { file: PinnedFile })[]> {
    const housed = this.wheelhouse.names.has(name) ? await this.wheelhouse.files(name) : [];
    if (housed.length > 0) {
      return housed.flatMap((entry) => {
        const url = `https://wheels.vitrine.invalid/${entry.filename}`;
        const sha256 = entry.hashes.sha256;
        return sha256 === undefined ? [] : [{ ...entry, url, file: { path: `wheels/${entry.filename}`, sha256, url } }];
      });
    }
    return this.distribution.extras
      .filter((extra) => extra.name === name)
      .map(({ wheel }) => ({ filename: wheel.url.split("/").at(-1)!, url: wheel.url, hashes: { sha256: wheel.sha256 }, file: wheel }));
  }

  /** Names that a misspelt one may have meant, nearest first. */
  nearest(name: string): string[] {
    const known = [...new Set([...[...this.lockFiles.values()].map((entry) => entry.name), ...this.wheelhouse.names, ...this.distribution.extras.map((extra) => extra.name)])];
    return known
      .filter((candidate) => this.denial(candidate) === undefined)
      .map((candidate) => [editDistance(name, candidate), candidate] as const)
      .filter(([distance]) => distance <= Math.max(1, name.length / 3))
      .sort(([a], [b]) => a - b)
      .slice(0, 3)
      .map(([, candidate]) => candidate);
  }
}

/** Loads the lock and the wheelhouse. Throws ASSET_UNAVAILABLE. */
export async function openCatalog(store: AssetStore, distribution: Distribution, policy: PackagePolicy): Promise<PackageCatalog> {
  const [lock, wheelhouse] = await Promise.all([store.text(distribution.files.lock), openWheelhouse(store)]);
  return new PackageCatalog(distribution, policy, wheelhouse, lock, store.cdn);
}

/** The names and everything that they depend on inside the lock. */
function closure(names: string[], lock: Lock): Set<string> {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(lock.packages[name]?.depends.map(normalise) ?? []));
  }
  return found;
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
