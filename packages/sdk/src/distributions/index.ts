import { check, type Distribution, type InterpreterData, type InterpreterDistribution, interpreterDistribution, type PyodideDistribution, VitrineError } from "@vitrine/protocol";
import { pyodide029 } from "./pyodide-0.29.ts";
import { pyodide314 } from "./pyodide-314.ts";
import { pythonWasi } from "./python-wasi.ts";
import { quickjs032 } from "./quickjs-0.32.ts";
import { ruby } from "./ruby.ts";
import { wasiPreview1 } from "./wasi-preview1.ts";

export { viewAssets } from "./views.ts";

/** Every distribution by name. Adding one is a data file and a line here. */
export const distributions: readonly Distribution[] = [pyodide029, pyodide314, quickjs032, wasiPreview1, pythonWasi, ruby];

/** Python's, where nothing else is asked for: pyodide-0.29, as its numpy and pandas wheels can be tested everywhere (ADR 0003). */
export const defaultDistribution: PyodideDistribution = pyodide029;

/** What runs each language where nothing else is asked for. */
export const defaultDistributions: readonly Distribution[] = [pyodide029, quickjs032, wasiPreview1, pythonWasi, ruby];

/** The distribution of that name. Throws DISTRIBUTION_UNKNOWN. */
export function findDistribution(name: string): Distribution {
  const found = distributions.find((distribution) => distribution.name === name);
  if (found) return found;
  const names = distributions.map((distribution) => distribution.name);
  throw new VitrineError({
    code: "DISTRIBUTION_UNKNOWN",
    message: `No distribution is called ${JSON.stringify(name)}.`,
    fix: `Use one of: ${names.join(", ")}.`,
    details: { name, names },
  });
}

/** The distribution that this JSON describes: an interpreter's. Throws INVALID_ARGUMENT. */
export function readDistribution(json: unknown): InterpreterDistribution & { interpreter: InterpreterData } {
  const checked = check(interpreterDistribution, json);
  if (checked.ok) return checked.value;
  throw new VitrineError({ code: "INVALID_ARGUMENT", message: `This is no distribution: expected ${checked.reason}.`, fix: "Write it as docs/languages.md says.", details: { expected: checked.reason } });
}
