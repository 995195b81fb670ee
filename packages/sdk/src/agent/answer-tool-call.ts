import type { Output, RunResult, RunStatus } from "@vitrine/protocol";
import type { ContentBlock } from "./content-block.ts";
import { parseToolInput, type RunToolInput } from "./parse-tool-input.ts";
import { type ModelContentOptions, toModelContent } from "./to-model-content.ts";

/** What a call of the tool came to. JSON: it may travel to the server as it is. */
export interface ToolAnswer {
  /** How the run ended; refused: the input could not be run, and nothing ran. */
  status: RunStatus | "refused";
  /** What the model is to read. */
  content: ContentBlock[];
}

export interface ToolAnswerOptions extends Omit<ModelContentOptions, "pictures"> {
  /** Runs the input, such as `(input) => sandbox.run(input).result`. */
  run: (input: RunToolInput) => Promise<RunResult>;
  /** Makes pictures of outputs that are none themselves, such as `picturesOf(sandbox, outputs)` of `@vitrine/sdk/ui`. Asked where `images` is true. */
  pictures?: (outputs: readonly Output[]) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** Languages of the sandbox. Default: python. */
  languages?: readonly string[];
}

/** Answers a model's call of the tool: reads its input, runs it, and says what came of it. What the model or its program did wrong is in the answer; throws what `run` rejects with. */
export async function answerToolCall(input: unknown, { run, pictures, languages, ...options }: ToolAnswerOptions): Promise<ToolAnswer> {
  const read = parseToolInput(input, { ...(languages && { languages }) });
  if (!read.ok) return { status: "refused", content: read.content };
  const result = await run(read.input);
  // An answer without its pictures is better than none.
  const drawn = options.images && pictures ? await pictures(result.outputs).catch(() => undefined) : undefined;
  return { status: result.status, content: toModelContent(result, { ...options, ...(drawn && { pictures: drawn }) }) };
}
