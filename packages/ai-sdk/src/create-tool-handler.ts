import { answerToolCall, type RunToolInput, type ToolAnswer, type ToolAnswerOptions } from "@vitrine/sdk/agent";
import { LiveRun, openSource, picturesOf, type Program, type SandboxSource } from "@vitrine/sdk/ui";
import { toolName } from "./vitrine-tool.ts";

/** `addToolOutput` of `useChat`, as far as it is used. */
export type AddToolOutput<Name extends string = string> = (
  output: { tool: Name; toolCallId: string; output: ToolAnswer } | { tool: Name; toolCallId: string; state: "output-error"; errorText: string },
) => unknown;

export interface ToolHandlerOptions<Name extends string = typeof toolName> extends Pick<ToolAnswerOptions, "maxChars" | "images" | "languages"> {
  /** Where programs run. */
  sandbox: SandboxSource;
  /** Where answers go, such as `(output) => chat.addToolOutput(output)`. */
  addToolOutput: AddToolOutput<Name>;
  /** Name of the tool in `tools`. Default: run_code. */
  tool?: Name;
  /** Makes the program of what the model asked for, to add files or limits of yours. Default: as it is. */
  program?: (input: RunToolInput) => Program;
}

/** A call as `onToolCall` gets it. */
export interface ToolCall {
  toolName: string;
  toolCallId: string;
  input: unknown;
  dynamic?: boolean | undefined;
}

/** Answers a model's calls in the reader's browser. */
export interface ToolHandler {
  /** For `useChat({ onToolCall })`. It returns at once: waiting for an answer inside of the callback would stop the chat. */
  onToolCall(options: { toolCall: ToolCall }): void;
  /** The run of a call, to be shown while it goes on: `<Run live={handler.runOf(part.toolCallId)} />`. Idle for a call that this page did not answer. */
  runOf(toolCallId: string): LiveRun;
  /** Ends the run of a call, or of all; the model reads that it was stopped. */
  abort(toolCallId?: string): void;
}

/** Makes the handler. Make one for each conversation, and keep it. */
export function createToolHandler<Name extends string = typeof toolName>({ sandbox, addToolOutput, tool = toolName as Name, program = (input) => input, ...options }: ToolHandlerOptions<Name>): ToolHandler {
  const runs = new Map<string, LiveRun>();
  const answered = new Set<string>();

  function runOf(toolCallId: string): LiveRun {
    let live = runs.get(toolCallId);
    if (!live) runs.set(toolCallId, (live = new LiveRun()));
    return live;
  }

  async function answer({ toolCallId, input }: ToolCall): Promise<void> {
    const live = runOf(toolCallId);
    try {
      const output = await answerToolCall(input, {
        ...options,
        run: (asked) => live.start(sandbox, program(asked)),
        pictures: async (outputs) => picturesOf(await openSource(sandbox), outputs),
      });
      await addToolOutput({ tool, toolCallId, output });
    } catch (error) {
      const { message, fix } = error as { message?: string; fix?: string };
      await addToolOutput({ tool, toolCallId, state: "output-error", errorText: [message ?? String(error), fix].filter(Boolean).join(" ") });
    }
  }

  return {
    onToolCall({ toolCall }) {
      // A dynamic call has a type of its own, and is somebody else's. A stream that is resumed tells of a call once more.
      if (toolCall.dynamic || toolCall.toolName !== tool || answered.has(toolCall.toolCallId)) return;
      answered.add(toolCall.toolCallId);
      // What the chat does wrong with an answer is the chat's to tell.
      answer(toolCall).catch((error: unknown) => reportError(error));
    },
    runOf,
    abort(toolCallId) {
      for (const [id, live] of runs) if (toolCallId === undefined || id === toolCallId) live.abort();
    },
  };
}
