import { type Distribution, type PyodideDistribution, VitrineError } from "@vitrine/protocol";
import { pyodide029 } from "./pyodide-0.29.ts";
import { pyodide314 } from "./pyodide-314.ts";
import { quickjs032 } from "./quickjs-0.32.ts";
import { wasiPreview1 } from "./wasi-preview1.ts";

export { viewAssets } from "./views.ts";

/** Every distribution by name. Adding one is a data file and a line here. */
export const distributions: readonly Distribution[] = [pyodide029, pyodide314, quickjs032, wasiPreview1];

/** Python's, where nothing else is asked for: pyodide-0.29, as its numpy and pandas wheels can be tested everywhere (ADR 0003). */
export const defaultDistribution: PyodideDistribution = pyodide029;

/** What runs each language where nothing else is asked for. */
export const defaultDistributions: readonly Distribution[] = [pyodide029, quickjs032, wasiPreview1];

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
