import { type Distribution, VitrineError } from "@vitrine/protocol";
import { pyodide029 } from "./pyodide-0.29.ts";
import { pyodide314 } from "./pyodide-314.ts";

export { viewAssets } from "./views.ts";

/** Every distribution by name. Adding one is a data file and a line here. */
export const distributions: readonly Distribution[] = [pyodide029, pyodide314];

/** pyodide-0.29: its numpy and pandas wheels can be tested everywhere (ADR 0003). */
export const defaultDistribution: Distribution = pyodide029;

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
