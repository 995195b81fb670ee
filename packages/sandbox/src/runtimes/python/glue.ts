import type { EmscriptenFS, Pyodide, PyProxy } from "./pyodide.d.ts";

/** The Python side of this runtime, as text: glue/*.py by file name. */
const sources = import.meta.glob<string>("./glue/*.py", { query: "?raw", import: "default", eager: true });

const folder = "/vitrine";

/**
 * Puts the glue into the interpreter as the package `_vitrine` and imports it. Its way out, the module `_vitrine_sink`, is Python's own and still
 * empty: an interpreter that knows objects of JavaScript could not be frozen.
 */
export function installGlue(pyodide: Pyodide): void {
  writeGlue(pyodide.FS);
  pyodide.runPython(`import sys, types; sys.path.append(${JSON.stringify(folder)}); sys.modules["_vitrine_sink"] = types.ModuleType("_vitrine_sink"); import _vitrine.program`);
}

/** Puts its hooks into libraries, before any of them is imported. */
export function furnish(pyodide: Pyodide): void {
  pyodide.runPython("import _vitrine.program; _vitrine.program.furnish()");
}

/** Its files alone, where an image has it imported already. */
export function writeGlue(fs: EmscriptenFS): void {
  fs.mkdirTree(`${folder}/_vitrine`);
  for (const [path, text] of Object.entries(sources)) fs.writeFile(`${folder}/_vitrine/${path.split("/").at(-1)}`, text);
}

/** Gives the glue its way out. Returns its `program` module. */
export function connectGlue(pyodide: Pyodide, sink: object): PyProxy {
  Object.assign(pyodide.pyimport("_vitrine_sink"), sink);
  return pyodide.pyimport("_vitrine.program");
}
