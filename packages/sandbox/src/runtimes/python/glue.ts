import type { Pyodide, PyProxy } from "./pyodide.d.ts";

/** The Python side of this runtime, as text: glue/*.py by file name. */
const sources = import.meta.glob<string>("./glue/*.py", { query: "?raw", import: "default", eager: true });

const folder = "/vitrine";

/** Puts the glue into the interpreter as the package `_vitrine`, with `sink` as its way out. Returns its `program` module. */
export function installGlue(pyodide: Pyodide, sink: object): PyProxy {
  pyodide.FS.mkdirTree(`${folder}/_vitrine`);
  for (const [path, text] of Object.entries(sources)) pyodide.FS.writeFile(`${folder}/_vitrine/${path.split("/").at(-1)}`, text);
  pyodide.registerJsModule("_vitrine_sink", sink);
  pyodide.runPython(`import sys; sys.path.append(${JSON.stringify(folder)})`);
  return pyodide.pyimport("_vitrine.program");
}
