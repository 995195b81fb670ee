import type { NetworkRule } from "@vitrine/protocol";

/** A tool as every model API describes one: `inputSchema` is JSON Schema (2020-12). */
export interface ToolDescription {
  name: string;
  description: string;
  inputSchema: { [key: string]: unknown };
}

/** What a model sends when it calls `run_code`. */
export interface RunToolInput {
  code: string;
  language?: "python";
  packages?: string[];
  files?: Record<string, string>;
  stdin?: string;
}

/** What the model is told of the network: the page's own `policy.network`. */
function describeNetwork(rules: readonly NetworkRule[]): string {
  if (rules.length === 0) return "There is no network, no subprocess and no thread.";
  const places = rules.map(({ origin, path = "", methods = ["GET", "HEAD"] }) => `${origin}${path} (${methods.join(", ")})`);
  return `Of the network only this can be reached: ${places.join("; ")}. There is no subprocess and no thread.`;
}

/** The tool for a page whose sandbox has this policy, so that the model knows what its programs can reach. */
export const runToolFor = ({ network = [] }: { network?: readonly NetworkRule[] }): ToolDescription => ({
  name: "run_code",
  description: [
    "Runs a Python program in a sealed sandbox in the reader's browser (Pyodide) and shows the reader what it makes: charts, tables, pictures, printed text.",
    `Every call starts a fresh interpreter, so pass a complete program. ${describeNetwork(network)}`,
    "Plotly figures, matplotlib figures, data frames and the last expression are shown; print what you want to read yourself.",
    "You get back the status, the printed text, a short description of each output, and on an error its line and what to do about it.",
  ].join(" "),
  inputSchema: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      code: { type: "string", minLength: 1, description: "The complete program." },
      language: { type: "string", enum: ["python"], default: "python", description: "The language of the program." },
      packages: {
        type: "array",
        items: { type: "string", minLength: 1 },
        description: 'Requirements to install before the run, such as "pandas". Packages that the code imports are found without it.',
      },
      files: { type: "object", additionalProperties: { type: "string" }, description: "Text files to put into the working directory: relative path → text." },
      stdin: { type: "string", description: "What input() and sys.stdin read." },
    },
    required: ["code"],
    additionalProperties: false,
  },
});

/** The tool that a model calls and the reader's browser executes; give the result back through `toModelContent`. For a sandbox without network. */
export const runTool: ToolDescription = runToolFor({});
