import { defaultLimits, type Limits, type NetworkRule, type PackagePolicy } from "@vitrine/protocol";
import { readToolInput } from "./parse-tool-input.ts";
import { toolSchema, type ToolInputSchema } from "./tool-schema.ts";

/** A tool as every model API describes one. */
export interface ToolDescription {
  name: string;
  description: string;
  inputSchema: ToolInputSchema;
}

/** What the sandbox was created with, as far as a model should know it. The `policy` of `createSandbox`, and more. */
export interface RunToolPolicy {
  packages?: Partial<PackagePolicy>;
  network?: readonly NetworkRule[];
}

export interface RunToolOptions {
  /** The sandbox's limits, where they are not the default. */
  limits?: Partial<Limits>;
  /** Languages that the sandbox runs, the usual one first. Default: python. */
  languages?: readonly string[];
  /** Whether calls share a session's interpreter. Default false: each gets a fresh one. */
  session?: boolean;
  /** Names of packages to point out, such as those that your assets directory holds. */
  available?: readonly string[];
  /** Files that the page puts into the working directory of each call: path, and what is in it. */
  files?: Readonly<Record<string, string>>;
}

/** What the model is told of the network: the page's own `policy.network`. */
function describeNetwork(rules: readonly NetworkRule[]): string {
  if (rules.length === 0) return "There is no network, no subprocess and no thread.";
  const places = rules.map(({ origin, path = "", methods = ["GET", "HEAD"] }) => `${origin}${path} (${methods.join(", ")})`);
  return `Of the network only this can be reached: ${places.join("; ")}. There is no subprocess and no thread.`;
}

function describePackages({ mode = "lock", allow, deny = [], index }: Partial<PackagePolicy>, available: readonly string[]): string {
  if (mode === "none") return "Only the standard library is there: no package can be installed.";
  const from = mode === "lock" ? "those that Pyodide's distribution holds" : `those of Pyodide's distribution, and pure Python wheels of ${index ?? "PyPI"}`;
  const which = allow ? (allow.length > 0 ? `Only these packages can be imported, with what they depend on: ${allow.join(", ")}.` : "No package can be imported.") : `Packages that the code imports are installed by themselves: ${from}.`;
  return [which, available.length > 0 && `There are, among others: ${available.join(", ")}.`, deny.length > 0 && `Refused: ${deny.join(", ")}.`].filter(Boolean).join(" ");
}

function describeLimits(given: Partial<Limits>): string {
  const { runMs, memoryBytes, stdoutBytes, outputCount } = { ...defaultLimits, ...given };
  return `Limits: ${seconds(runMs)} for the code, ${bytes(memoryBytes)} of memory, ${bytes(stdoutBytes)} of printed text, ${outputCount} outputs; what goes over is cut or ended, and you are told.`;
}

const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(3))} s`;
const bytes = (count: number): string => (count >= 1 << 20 ? `${Math.round(count / (1 << 20))} MiB` : count >= 1024 ? `${Math.round(count / 1024)} KiB` : `${count} bytes`);

const names: Record<string, string> = Object.assign(Object.create(null) as object, { python: "Python", javascript: "JavaScript", typescript: "TypeScript", wat: "WebAssembly text (wat)", wasi: "WASI (wasi: a module in base64)" });

const listed = (words: string[]): string => (words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);

/** The tool for a page whose sandbox has this policy, so that the model knows what its programs can use and reach. */
export function runToolFor({ network = [], packages = {} }: RunToolPolicy, { limits = {}, languages = ["python"], session = false, available = [], files = {} }: RunToolOptions = {}): ToolDescription {
  const spoken = listed(languages.map((language) => names[language] ?? language));
  const mounted = Object.entries(files).map(([path, what]) => `${path} (${what})`);
  return {
    name: "run_code",
    description: [
      `Runs a ${spoken} program in a sealed sandbox in the reader's browser${languages.includes("python") ? " (Python by Pyodide)" : ""} and shows the reader what it makes: charts, tables, pictures, printed text.`,
      session
        ? "Calls share one interpreter: variables, imports and files are there in the next call, unless you are told that they were lost."
        : "Every call starts a fresh interpreter, so pass a complete program: no variable, import or file of an earlier call is there.",
      describePackages(packages, available),
      languages.some((language) => language.endsWith("script")) && 'JavaScript has no npm packages; Plotly.newPlot("chart", data, layout) shows a chart, console.log prints.',
      describeNetwork(network),
      describeLimits(limits),
      mounted.length > 0 && `In the working directory there are: ${mounted.join("; ")}.`,
      "Files that the program writes there are handed to the reader.",
      "Plotly figures, matplotlib figures, data frames and the last expression are shown; print what you want to read yourself.",
      "You get back the status, the printed text, a short description of each output, and on an error its line and what to do about it.",
    ]
      .filter(Boolean)
      .join(" "),
    inputSchema: toolSchema(languages, (value) => {
      const read = readToolInput(value, languages);
      return "input" in read ? { value: read.input } : { issues: read.problems };
    }),
  };
}

/** The tool that a model calls and the reader's browser executes; give the result back through `toModelContent`. For a sandbox with the default policy. */
export const runTool: ToolDescription = runToolFor({});
