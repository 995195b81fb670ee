import type { AssetFile, RunInputs } from "@vitrine/protocol";
import type { PackageCatalog } from "./package-catalog.ts";
import { plotlyBundle } from "./plotly-bundle.ts";
import { plotlyTrace } from "./plotly-trace.ts";
import { PythonImports } from "./python-imports.ts";

/** Lines of a program that are read for it. */
const mostLines = 2000;

/** The bundle of Plotly's that draws what these calls make: a program that imports Plotly makes a figure, of the usual kind where its calls do not tell (yet). None where nothing says that a figure comes. */
export function expectedLibraries(modules: readonly string[], calls: readonly string[]): AssetFile[] {
  // Without Plotly, `go.` and `px.` are anything.
  if (!modules.some((module) => module.split(".")[0] === "plotly")) return [];
  return [plotlyBundle({ data: calls.flatMap(plotlyTrace).map((type) => ({ type })) }, new Set())];
}

/** The same for a program that runs. */
export function librariesOf({ language, sources }: Pick<RunInputs, "language" | "sources">): AssetFile[] {
  if (language !== "python" || !sources.some(({ code }) => code.includes("plotly"))) return [];
  const { modules, calls } = importsOf(sources);
  return expectedLibraries(modules, calls);
}

/** Packages that a program will probably install, with all that they depend on: those that it is given, and those of its imports. */
export function packagesOf({ language, sources, packages }: Pick<RunInputs, "language" | "sources" | "packages">, catalog: PackageCatalog): string[] {
  return language === "python" ? [...new Set([...catalog.packagesFor(importsOf(sources).modules), ...catalog.closure(packages).map(({ name }) => name)])] : [];
}

function importsOf(sources: RunInputs["sources"]): { modules: string[]; calls: string[] } {
  const imports = new PythonImports();
  for (const { code } of sources) {
    imports.begin();
    for (const line of code.split("\n", mostLines)) imports.line(line);
  }
  return { modules: [...imports.modules], calls: [...imports.calls] };
}
