import { type HousedPackage, normalisePackageName as normalise, type PackagePolicy, packageTable, type PackageTable, type PyodideDistribution } from "@vitrine/protocol";
import type { AssetStore, PinnedFile } from "./asset-store.ts";
import { openWheelhouse, type Wheelhouse } from "./wheelhouse.ts";

/** The index that guests know; the host decides where its answers come from. */
export const publicIndex = "https://pypi.org/simple";

/** One package of pyodide-lock.json (https://pyodide.org/en/stable/usage/loading-packages.html), as far as it is read here. */
interface LockPackage {
  name: string;
  version: string;
  /** Relative to the distribution's packageBaseUrl, or absolute. */
  file_name: string;
  sha256: string;
  depends: readonly string[];
  imports: readonly string[];
  install_dir: "site";
  package_type: "package";
  unvendored_tests: boolean;
}
interface Lock {
  packages: Record<string, LockPackage>;
}

/** A file of a project's page in the simple JSON index (PEP 691). */
export interface IndexFile {
  filename: string;
  url: string;
  hashes: { sha256: string };
}

/**
 * Which packages there are, where their files are, and which of them the policy allows. All that the host has stands in one lock:
 * the distribution's own, the packages pinned beside it, and those of the wheelhouse. Names are normalised.
 */
export class PackageCatalog {
  /** The lock as the guest gets it. */
  readonly lockText: string;
  /** Its packages by the public URL of their file. */
  readonly files = new Map<string, { name: string; file: PinnedFile }>();
  readonly #lock: Lock;
  readonly #allowed: ReadonlySet<string> | undefined;
  #table: PackageTable | undefined;

  constructor(
    readonly distribution: PyodideDistribution,
    readonly policy: PackagePolicy,
    readonly wheelhouse: Wheelhouse,
    lockText: string,
  ) {
    const { paths, packages } = wheelhouse;
    const lock = JSON.parse(lockText) as Lock;
    const own = (name: string) => lock.packages[name] && `${distribution.name}/${lock.packages[name].file_name}`;
    for (const { name, file_name, sha256 } of Object.values(lock.packages)) {
      const url = distribution.packageBaseUrl + file_name;
      this.files.set(url, { name: normalise(name), file: { path: `${distribution.name}/${file_name}`, sha256, url } });
    }
    for (const extra of distribution.extras) if (!own(extra.name)) this.#add(lock, extra, extra.wheel);
    for (const housed of packages) {
      // The wheelhouse's package takes the place of one that it has not in the distribution's own version.
      const path = own(housed.name);
      if (path === undefined || !paths.has(path)) this.#add(lock, housed, { ...housed.wheel, url: `https://wheels.vitrine.invalid/${housed.wheel.path.split("/").at(-1)}` });
    }
    this.#lock = lock;
    this.lockText = JSON.stringify(lock);
    this.#allowed = policy.allow && closure(policy.allow.map(normalise), lock);
  }

  #add(lock: Lock, { name, version, imports, depends }: Omit<HousedPackage, "wheel">, { path, sha256, url }: PinnedFile): void {
    const shared = { install_dir: "site", package_type: "package", unvendored_tests: false } as const;
    lock.packages[name] = { name, version, file_name: url, sha256, imports, depends, ...shared };
    this.files.set(url, { name, file: { path, sha256, url } });
  }

  /** The packages with everything that they depend on inside the lock, and their files. */
  closure(names: readonly string[]): { name: string; file: PinnedFile }[] {
    const locked = [...closure(names.map(normalise), this.#lock)].flatMap((name) => this.#lock.packages[name] ?? []);
    return locked.map(({ file_name }) => this.files.get(URL.parse(file_name)?.href ?? this.distribution.packageBaseUrl + file_name)!);
  }

  /** Packages of these files (names of files without folders). */
  namesOf(files: readonly string[]): string[] {
    return [...this.files.values()].filter(({ file }) => files.includes(file.path.split("/").at(-1)!)).map(({ name }) => name);
  }

  /** The index that guests are to use. */
  get indexUrl(): string {
    return (this.policy.index ?? publicIndex).replace(/\/+$/, "");
  }

  /** Where that index keeps its wheels, as far as it is known. */
  get indexOrigins(): string[] {
    return [new URL(this.indexUrl).origin, ...(this.indexUrl === publicIndex ? ["https://files.pythonhosted.org"] : [])];
  }

  /** Why the policy refuses this package; undefined: it does not. */
  denial(name: string): string | undefined {
    const { mode, deny } = this.policy;
    if (mode === "none") return "policy.packages.mode is none";
    if (deny?.map(normalise).includes(name)) return "policy.packages.deny lists it";
    if (this.#allowed && !this.#allowed.has(name)) return "policy.packages.allow does not list it";
    return undefined;
  }

  /** What the index says of a package that the lock has; undefined: the lock has none of this name. */
  indexFile(name: string): IndexFile | undefined {
    const found = [...this.files.values()].findLast((entry) => entry.name === name);
    return found && { filename: found.file.url.split("/").at(-1)!, url: found.file.url, hashes: { sha256: found.file.sha256 } };
  }

  /** Packages that importing these modules brings into a run, with what they depend on, as far as the policy allows them. */
  packagesFor(modules: Iterable<string>): string[] {
    this.#table ??= packageTable(this.#lock.packages);
    const wanted = closure([...modules].flatMap(this.#table.forImport).map(normalise), this.#lock);
    return [...wanted].filter((name) => this.denial(name) === undefined);
  }

  /** Their files. */
  filesFor(modules: Iterable<string>): PinnedFile[] {
    return this.packagesFor(modules).flatMap((name) => {
      const address = this.#lock.packages[name]?.file_name ?? "";
      return (this.files.get(this.distribution.packageBaseUrl + address) ?? this.files.get(address))?.file ?? [];
    });
  }

  /** Packages that a misspelt name, or the misspelt name of a module, may have meant, nearest first. */
  nearest(name: string): string[] {
    const near = Object.entries(this.#lock.packages)
      .filter(([candidate]) => this.denial(candidate) === undefined)
      .map(([candidate, { imports }]) => [Math.min(...[candidate, ...imports.map(normalise)].map((other) => editDistance(name, other))), candidate] as const)
      .filter(([distance]) => distance <= Math.max(1, name.length / 3));
    return near
      .toSorted(([a], [b]) => a - b)
      .slice(0, 3)
      .map(([, candidate]) => candidate);
  }
}

/** Loads the lock and the wheelhouse. Throws ASSET_UNAVAILABLE. */
export async function openCatalog(store: AssetStore, distribution: PyodideDistribution, policy: PackagePolicy): Promise<PackageCatalog> {
  const [lock, wheelhouse] = await Promise.all([store.text(distribution.files.lock), openWheelhouse(store)]);
  return new PackageCatalog(distribution, policy, wheelhouse, lock);
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
