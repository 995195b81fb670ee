import { type RunToolOptions, type RunToolPolicy, runTool, runToolFor } from "@vitrine/sdk/agent";
import type { InteropZodObject } from "@langchain/core/utils/types";
import { tool } from "langchain";

export interface VitrineToolOptions extends RunToolOptions {
  /** The policy that your page gives its sandbox, so that the model knows it. */
  policy?: RunToolPolicy;
}

/** A tool without a function: an agent that calls it is interrupted, and goes on with what the reader's browser answers. */
export function vitrineTool({ policy, ...options }: VitrineToolOptions = {}) {
  const { name, description, inputSchema } = policy || Object.keys(options).length > 0 ? runToolFor(policy ?? {}, options) : runTool;
  return tool({ name: name as "run_code", description, schema: inputSchema as unknown as InteropZodObject });
}
