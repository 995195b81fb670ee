import { normalisePackageName, type PackageTable, type RunError } from "@vitrine/protocol";
import type { RuntimeContext } from "../runtime.ts";
import { impossibleModules, packageNames } from "./known-modules.ts";
import type { Pyodide } from "./pyodide.d.ts";

interface Wanted {
  /** Dotted names of the modules that the code imports. */
  imports: string[];
  /** Requirements from the code's own magics, such as `!pip install plotly`. */
  requirements: string[];
}

/** Why a package could not be had. */
interface Reason {
  code: "PACKAGE_DENIED" | "PACKAGE_NOT_FOUND" | "NETWORK_DENIED" | "NETWORK_FAILED";
  text: string;
  /** Empty: the usual one. */
  fix: string;
}

/**
 * Installs what the embedder listed, what the code's magics ask for, and what its imports need, through the broker.
 * What the embedder listed must be there, or the run fails. The rest is left to raise ModuleNotFoundError where the import
 * stands, as the code may well catch it; the reason is kept for that error. Says what was asked for, and why the run fails.
 */
export async function installPackages(pyodide: Pyodide, table: PackageTable, { boot, inputs, streams }: RuntimeContext, wanted: Wanted): Promise<{ asked: string[]; failure: RunError | undefined }> {
  const glue = pyodide.pyimport("_vitrine.packages");
  const reasons = new Map<string, Reason>();
  /** Package → modules that are imported of it. */
  const implied = new Map<string, string[]>();
  for (const module of wanted.imports) for (const name of table.forImport(module)) implied.set(name, [...(implied.get(name) ?? []), module]);
  const mounted = new Set(mountedModules(inputs.files));
  const missing = (JSON.parse(glue.missing!(JSON.stringify(wanted.imports)) as string) as string[]).filter((module) => table.forImport(module).length === 0 && !table.isProvided(module) && !mounted.has(module));
  for (const module of missing) {
    const name = packageNames.get(module) ?? module;
    const reason = await findInIndex(boot.texts.indexUrl!, module, name);
    implied.set(name, [module]);
    if (reason) reasons.set(name, reason);
  }

  // A model's `!pip install plotly==5.18` is content with the plotly that is there; an embedder's word is taken exactly.
  const magic = wanted.requirements.map((requirement) => table.inLock(requirement) ?? requirement);
  const all = [...new Set([...inputs.packages, ...magic, ...implied.keys()])].filter((name) => !reasons.has(name));
  if (all.length > 0) streams.phase("install", all.join(", "));
  const fromLock = all.filter((name) => table.inLock(name) === name);
  await loadFromLock(pyodide, fromLock, reasons);
  const fromIndex = all.filter((name) => !fromLock.includes(name));
  if (fromIndex.length > 0) await installFromIndex(pyodide, fromIndex, reasons, table);

  for (const [name, { code, text }] of reasons) {
    if (!missing.some((module) => (packageNames.get(module) ?? module) === name)) streams.log("warn", `${name}: ${code}: ${text}`);
    for (const module of implied.get(name) ?? []) glue.note!(module.split(".")[0], code, text, reasons.get(name)!.fix);
  }
  const absent = inputs.packages.find((name) => reasons.has(name));
  return { asked: fromLock, failure: absent === undefined ? undefined : notInstalled(absent, reasons.get(absent)!) };
}

/** Names of the modules that the run's own files may be. */
export const mountedModules = (files: RuntimeContext["inputs"]["files"]) => files.map(({ path }) => path.split("/").find(Boolean)?.replace(/\.py$/, ""));

/** Whether the index has a project for a module of which the lock knows nothing; the reason why it has none. */
async function findInIndex(indexUrl: string, module: string, name: string): Promise<Reason | undefined> {
  const project = normalisePackageName(name);
  const known = Object.hasOwn(impossibleModules, module) ? impossibleModules[module] : undefined;
  if (!known && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(project)) {
    try {
      await fetch(`${indexUrl}/${project}/`);
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }
  return { code: "PACKAGE_NOT_FOUND", text: known ? `${module} ${known.why}` : `no package can be called ${name}`, fix: known?.fix ?? "" };
}

/** Packages built for this Pyodide: its own loader knows their order and their shared libraries. */
async function loadFromLock(pyodide: Pyodide, names: string[], reasons: Map<string, Reason>): Promise<void> {
  if (names.length === 0) return;
  const errors: string[] = [];
  try {
    await pyodide.loadPackage(names, { messageCallback: () => {}, errorCallback: (text) => errors.push(text) });
  } catch (error) {
    errors.push(String(error));
  }
  for (const name of names) if (!(name in pyodide.loadedPackages)) reasons.set(name, reasonOf(errors.length > 0 ? errors.join("\n") : "it could not be loaded"));
}

/** What the lock lacks, by micropip, one after another, so that one that fails does not take the others with it. */
async function installFromIndex(pyodide: Pyodide, names: string[], reasons: Map<string, Reason>, table: PackageTable): Promise<void> {
  await pyodide.loadPackage(["micropip"], { messageCallback: () => {}, errorCallback: () => {} });
  const install = pyodide.pyimport("_vitrine.packages").install!;
  for (const requirement of names) {
    try {
      await install(requirement);
    } catch (error) {
      const reason = reasonOf(error);
      const name = table.inLock(requirement);
      // micropip speaks of wheels and links here.
      if (name && reason.code === "PACKAGE_NOT_FOUND") reason.text = `there is no ${name} that fits ${requirement}; there is ${name} ${table.version(name)}.`;
      reasons.set(requirement, reason);
    }
  }
}

/** What the broker said, else the last line: a Python error arrives as its whole traceback. */
function reasonOf(error: unknown): Reason {
  const text = String(error instanceof Error ? error.message : error).trim();
  const [, code, said] = /(PACKAGE_DENIED|PACKAGE_NOT_FOUND|NETWORK_DENIED|NETWORK_FAILED): ([^\n]*)/.exec(text) ?? [];
  return {
    code: (code as Reason["code"] | undefined) ?? "PACKAGE_NOT_FOUND",
    text: said ?? text.split("\n").findLast((line) => /^\w[\w.]*(Error|Exception)\b/.test(line)) ?? text.slice(-500),
    fix: "",
  };
}

function notInstalled(name: string, { code, text, fix }: Reason): RunError {
  return {
    code,
    name: "PackageError",
    message: `The package ${name} could not be installed: ${text}`,
    traceback: "",
    source: null,
    line: null,
    column: null,
    fix: fix || (code === "PACKAGE_DENIED" ? "Use a package that the page allows." : "Check the name, or do without the package."),
  };
}
