import type { AssetFile, RunInputs } from "@vitrine/protocol";
import { plotlyBundle } from "./plotly-bundle.ts";
import { plotlyTrace } from "./plotly-trace.ts";
import { PythonImports } from "./python-imports.ts";

/** Lines of a program that are read for it. */
const mostLines = 2000;

/** The bundle of Plotly's that draws what these calls make; none where nothing says that a figure comes. */
export function expectedLibraries(modules: readonly string[], calls: readonly string[]): AssetFile[] {
  // Without Plotly, `go.` and `px.` are anything.
  const types = importsPlotly(modules) ? calls.flatMap(plotlyTrace) : [];
  return types.length > 0 ? [plotlyBundle({ data: types.map((type) => ({ type })) }, new Set())] : [];
}

/** The same for a program that runs: one that imports Plotly makes a figure, of the usual kind where its calls do not tell. */
export function librariesOf({ language, sources }: Pick<RunInputs, "language" | "sources">): AssetFile[] {
  if (language !== "python" || !sources.some(({ code }) => code.includes("plotly"))) return [];
  const imports = new PythonImports();
  for (const { code } of sources) {
    imports.begin();
    for (const line of code.split("\n", mostLines)) imports.line(line);
  }
  const modules = [...imports.modules];
  const expected = expectedLibraries(modules, [...imports.calls]);
  return expected.length === 0 && importsPlotly(modules) ? [plotlyBundle({ data: [] }, new Set())] : expected;
}

const importsPlotly = (modules: readonly string[]) => modules.some((module) => module.split(".")[0] === "plotly");
