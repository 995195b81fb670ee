interface Lock {
  packages: Record<string, { name: string; version: string; imports: string[] }>;
}

/** Modules that want more packages than the one they are in. */
const alsoNeeded: Record<string, string[]> = {
  // Its layouts and matrices; it does not say so itself.
  networkx: ["numpy"],
  "plotly.express": ["numpy", "pandas"],
  "plotly.figure_factory": ["numpy", "pandas"],
  // Browsers have no time zones in files.
  zoneinfo: ["tzdata"],
};

/** JupyterLite's name of micropip. */
const otherNames: Record<string, string> = { piplite: "micropip" };

/** Modules that glue/ stands in for, so that nothing is installed for them. */
const provided = new Set(["IPython", "pyodide_http"]);

/** PEP 503: names are the same when they differ in case or in the kind of their separators. */
export const normalise = (name: string) => name.toLowerCase().replace(/[-_.]+/g, "-");

const isProvided = (module: string) => provided.has(module.split(".")[0]!);

/** From module names to packages, by the lock's own tables. */
export function packageTable(lock: string) {
  const { packages } = JSON.parse(lock) as Lock;
  const byImport = new Map<string, string>();
  for (const { name, imports } of Object.values(packages)) {
    for (const module of imports) {
      // Some packages carry another's module; the one that is called like it wins.
      if (!byImport.has(module) || normalise(name) === normalise(module)) byImport.set(module, name);
    }
  }
  const prefixes = (module: string) => module.split(".").map((_, index, parts) => parts.slice(0, index + 1).join("."));
  return {
    isProvided,
    /** Packages that `import module` needs; none for the standard library and for what nobody knows. */
    forImport: (module: string): string[] =>
      isProvided(module) ? [] : prefixes(module).flatMap((prefix) => [byImport.get(prefix) ?? otherNames[prefix], ...(alsoNeeded[prefix] ?? [])]).filter((name) => name !== undefined),
    /** The lock's package of which a requirement speaks, whatever version and extras it asks for. */
    inLock: (requirement: string): string | undefined => {
      const name = normalise(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? "");
      return Object.hasOwn(packages, name) ? name : undefined;
    },
    version: (name: string): string | undefined => packages[name]?.version,
  };
}
