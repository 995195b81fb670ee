import { type AiSdk6Output, type AiSdkOutput, type RunToolOptions, type RunToolPolicy, runTool, runToolFor, type ToolAnswer, type ToolDescription, toAiSdkOutput } from "@vitrine/sdk/agent";
import { outputSchema, type OutputSchema, readAnswer } from "./output-schema.ts";

/** The name under which the tool belongs into `tools`. */
export const toolName = "run_code";

/** A tool of the AI SDK without `execute`: the browser answers it. `Output` is what the SDK's version takes from `toModelOutput`. */
export interface VitrineTool<Output = AiSdkOutput> {
  description: string;
  inputSchema: ToolDescription["inputSchema"];
  outputSchema: OutputSchema;
  toModelOutput(options: { output: ToolAnswer }): Output;
}

export interface VitrineToolOptions extends RunToolOptions {
  /** The policy that your page gives its sandbox, so that the model knows it. */
  policy?: RunToolPolicy;
}

/**
 * The tool that a model calls and the reader's browser executes: `tools: { run_code: vitrineTool() }` in `streamText`, and in `convertToModelMessages`, which puts what the
 * browser answered before the model. For AI SDK 6 say `version: 6`.
 */
export function vitrineTool(options: VitrineToolOptions & { version: 6 }): VitrineTool<AiSdk6Output>;
export function vitrineTool(options?: VitrineToolOptions & { version?: 7 }): VitrineTool;
export function vitrineTool({ policy, version = 7, ...options }: VitrineToolOptions & { version?: 6 | 7 } = {}): VitrineTool<AiSdkOutput | AiSdk6Output> {
  const { description, inputSchema } = policy || Object.keys(options).length > 0 ? runToolFor(policy ?? {}, options) : runTool;
  return {
    description,
    inputSchema,
    outputSchema,
    toModelOutput({ output }) {
      const answer = readAnswer(output) ?? { status: "error" as const, content: [{ type: "text" as const, text: "status: error\nerror: The page sent no result that can be read." }] };
      const mapped = { isError: answer.status !== "ok" };
      return version === 6 ? toAiSdkOutput(answer.content, { ...mapped, version }) : toAiSdkOutput(answer.content, mapped);
    },
  };
}
