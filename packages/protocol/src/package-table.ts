/** What of a lock's packages (pyodide-lock.json) is read here. */
export type LockedNames = Readonly<Record<string, { name: string; version: string; imports: readonly string[] }>>;

/** Modules that want more packages than the one they are in. */
const alsoNeeded = new Map([
  // Its layouts and matrices; it does not say so itself.
  ["networkx", ["numpy"]],
  ["plotly.express", ["numpy", "pandas"]],
  ["plotly.figure_factory", ["numpy", "pandas"]],
  // Browsers have no time zones in files.
  ["zoneinfo", ["tzdata"]],
]);

/** JupyterLite's name of micropip. */
const otherNames = new Map([["piplite", "micropip"]]);

/** Modules that glue/ stands in for, so that nothing is installed for them. */
const provided = new Set(["IPython", "pyodide_http"]);

/** PEP 503: names are the same when they differ in case or in the kind of their separators. */
export const normalisePackageName = (name: string) => name.toLowerCase().replace(/[-_.]+/g, "-");

const isProvided = (module: string) => provided.has(module.split(".")[0]!);

export interface PackageTable {
  /** Whether Vitrine's own Python stands in for the module. */
  isProvided(module: string): boolean;
  /** Packages that `import module` needs; none for the standard library and for what nobody knows. */
  forImport(module: string): string[];
  /** The lock's package of which a requirement speaks, whatever version and extras it asks for. */
  inLock(requirement: string): string | undefined;
  version(name: string): string | undefined;
}

/** From module names to packages, by the lock's own tables. The worker installs by it, and the host fetches ahead by it. */
export function packageTable(packages: LockedNames): PackageTable {
  const byImport = new Map<string, string>();
  for (const { name, imports } of Object.values(packages)) {
    for (const module of imports) {
      // Some packages carry another's module; the one that is called like it wins.
      if (!byImport.has(module) || normalisePackageName(name) === normalisePackageName(module)) byImport.set(module, name);
    }
  }
  const prefixes = (module: string) => module.split(".").map((_, index, parts) => parts.slice(0, index + 1).join("."));
  return {
    isProvided,
    forImport: (module) =>
      isProvided(module) ? [] : prefixes(module).flatMap((prefix) => [byImport.get(prefix) ?? otherNames.get(prefix), ...(alsoNeeded.get(prefix) ?? [])]).filter((name) => name !== undefined),
    inLock: (requirement) => {
      const name = normalisePackageName(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? "");
      return Object.hasOwn(packages, name) ? name : undefined;
    },
    version: (name) => packages[name]?.version,
  };
}
