/** As much of Pyodide's interface as the baselines use. */
export interface Pyodide {
  loadPackage(names: string[], options: { checkIntegrity: boolean }): Promise<unknown>;
  pyimport(name: string): { set_index_urls(urls: string[]): void; install(requirements: string[]): Promise<void> };
  runPythonAsync(code: string): Promise<unknown>;
  setStdout(options: { batched(line: string): void }): void;
}

/** What an interpreter is given before its program. */
export interface Wants {
  /** Names in Pyodide's lock: `loadPackage`. */
  packages: string[];
  /** Names in the package index: `micropip.install`. */
  wheels: string[];
}

/** Boots Pyodide the way its documentation does. Runs in pages and workers. */
export async function bootPyodide({ packages, wheels }: Wants): Promise<Pyodide> {
  const indexURL = `${location.origin}/pyodide/`;
  const { loadPyodide } = (await import(/* @vite-ignore */ `${indexURL}pyodide.mjs`)) as { loadPyodide(options: object): Promise<Pyodide> };
  // Pyodide from npm would ask the CDN for packages.
  const pyodide = await loadPyodide({ indexURL, packageBaseUrl: indexURL });
  // The wheel of micropip may come from another source than the lock's, with the same version.
  if (packages.length + wheels.length > 0) await pyodide.loadPackage([...packages, ...(wheels.length > 0 ? ["micropip"] : [])], { checkIntegrity: false });
  if (wheels.length > 0) {
    const micropip = pyodide.pyimport("micropip");
    micropip.set_index_urls([`${location.origin}/simple`]);
    await micropip.install(wheels);
  }
  return pyodide;
}
