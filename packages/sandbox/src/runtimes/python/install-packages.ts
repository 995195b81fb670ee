import type { RunError } from "@vitrine/protocol";
import type { RuntimeContext } from "../runtime.ts";
import { packageTable } from "./package-table.ts";
import type { Pyodide } from "./pyodide.d.ts";

interface Wanted {
  /** Dotted names of the modules that the code imports. */
  imports: string[];
  /** Requirements from the code's own magics, such as `!pip install plotly`. */
  requirements: string[];
}

/**
 * Installs what the embedder listed, what the code's magics ask for, and what its imports need, through the broker.
 * What the embedder listed must be there, or the run fails. The rest is left to raise ModuleNotFoundError where the import
 * stands, as the code may well catch it; the reason is kept for that error's text.
 */
export async function installPackages(pyodide: Pyodide, { boot, inputs, streams }: RuntimeContext, wanted: Wanted): Promise<RunError | undefined> {
  const table = packageTable(boot.lock);
  const implied = wanted.imports.flatMap((module) => table.forImport(module));
  // A model's `!pip install plotly==5.18` is content with the plotly that is there; an embedder's word is taken exactly.
  const magic = wanted.requirements.map((requirement) => table.inLock(requirement) ?? requirement);
  const all = [...new Set([...inputs.packages, ...magic, ...implied])];
  if (all.length === 0) return undefined;
  streams.phase("install", all.join(", "));

  const reasons = new Map<string, string>();
  const fromLock = all.filter((name) => table.inLock(name) === name);
  await loadFromLock(pyodide, fromLock, reasons);
  const fromIndex = all.filter((name) => !fromLock.includes(name));
  if (fromIndex.length > 0) await installFromIndex(pyodide, fromIndex, reasons);

  for (const [name, reason] of reasons) streams.log("warn", `${name}: ${reason}`);
  const missing = inputs.packages.find((name) => reasons.has(name));
  if (missing !== undefined) return notInstalled(missing, reasons.get(missing)!);
  const note = pyodide.pyimport("_vitrine.packages").note!;
  for (const module of wanted.imports) {
    const reason = table.forImport(module).map((name) => reasons.get(name)).find((text) => text !== undefined);
    if (reason !== undefined) note(module.split(".")[0], reason);
  }
  return undefined;
}

/** Packages built for this Pyodide: its own loader knows their order and their shared libraries. */
async function loadFromLock(pyodide: Pyodide, names: string[], reasons: Map<string, string>): Promise<void> {
  if (names.length === 0) return;
  const errors: string[] = [];
  try {
    await pyodide.loadPackage(names, { messageCallback: () => {}, errorCallback: (text) => errors.push(text) });
  } catch (error) {
    errors.push(String(error));
  }
  for (const name of names) if (!(name in pyodide.loadedPackages)) reasons.set(name, errors.length > 0 ? reasonOf(errors.join("\n")) : "it could not be loaded");
}

/** What the lock lacks, by micropip, one after another, so that one that fails does not take the others with it. */
async function installFromIndex(pyodide: Pyodide, names: string[], reasons: Map<string, string>): Promise<void> {
  await pyodide.loadPackage(["micropip"], { messageCallback: () => {}, errorCallback: () => {} });
  const install = pyodide.pyimport("_vitrine.packages").install!;
  for (const name of names) {
    try {
      await install(name);
    } catch (error) {
      reasons.set(name, reasonOf(error));
    }
  }
}

/** What the broker said, else the last line: a Python error arrives as its whole traceback. */
function reasonOf(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error).trim();
  const [said] = /(?:PACKAGE_DENIED|PACKAGE_NOT_FOUND|NETWORK_DENIED): [^\n]*/.exec(text) ?? [];
  return said ?? text.split("\n").findLast((line) => /^\w[\w.]*(Error|Exception)\b/.test(line)) ?? text.slice(-500);
}

function notInstalled(name: string, reason: string): RunError {
  const denied = reason.includes("PACKAGE_DENIED");
  return {
    code: denied ? "PACKAGE_DENIED" : "PACKAGE_NOT_FOUND",
    name: "PackageError",
    message: `The package ${name} could not be installed: ${reason}`,
    traceback: "",
    source: null,
    line: null,
    column: null,
    fix: denied ? "Use a package that the page allows." : "Check the name, or do without the package.",
  };
}
