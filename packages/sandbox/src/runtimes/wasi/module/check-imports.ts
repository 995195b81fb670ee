import { moduleName, signatureOf } from "../preview1/preview1.ts";
import { ModuleError } from "./module-error.ts";
import type { ModuleOutline } from "./read-module.ts";

/** Throws a LINK_ERROR unless all that the module imports is of WASI preview 1, or a function of a module that is known to be absent, and it exports what a command or a reactor has. Gives the name of what runs it. */
export function checkImports({ imports, exports, types, start, functionTypes, importedFunctions }: ModuleOutline, absent: readonly string[] = []): string | null {
  for (const { module, name, kind, type } of imports) {
    if (kind === "function" && absent.includes(module)) continue;
    const signature = module === moduleName ? signatureOf(name) : undefined;
    if (kind !== "function" || signature === undefined) throw linkError(`imports the ${kind} "${name}" from "${module}"`, `Import nothing but functions of ${moduleName}.`);
    const given = types[type]?.signature;
    if (given !== signature) throw linkError(`imports ${module}.${name} with the type (${given}); it is (${signature})`, "Build the module with bindings for WASI preview 1.");
  }
  const memory = exports.get("memory");
  if (imports.length > 0 && memory?.kind !== "memory") throw linkError('exports no memory as "memory", which WASI needs', "Export the memory under that name.");
  const entry = ["_start", "_initialize"].find((name) => exports.get(name)?.kind === "function");
  if (entry === undefined && start === null) throw linkError("exports neither _start nor _initialize", "Build it as a WASI command, with a main function.");
  if (entry === undefined) return null;
  const { index } = exports.get(entry)!;
  const type = index < importedFunctions ? imports[index]!.type : functionTypes[index - importedFunctions]!;
  if (types[type]?.signature !== " -> ") throw linkError(`exports ${entry} with parameters or results`, "Export it with neither.");
  return entry;
}

const linkError = (what: string, fix: string) => new ModuleError("LINK_ERROR", `The module ${what}.`, fix);
