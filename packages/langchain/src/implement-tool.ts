import { answerToolCall, type ContentBlock, type RunToolInput, type ToolAnswerOptions } from "@vitrine/sdk/agent";
import { LiveRun, openSource, picturesOf, type Program, type SandboxSource } from "@vitrine/sdk/ui";

/** Content of a tool message: text, or where there are pictures blocks as LangChain writes them. */
export type ToolContent = string | ({ type: "text"; text: string } | { type: "image"; mimeType: string; data: string })[];

export interface ImplementOptions extends Pick<ToolAnswerOptions, "maxChars" | "images" | "languages"> {
  /** Where programs run. */
  sandbox: SandboxSource;
  /** Told of each run as it starts, to show it: `<Run live={live} code={input.code} />`. */
  onRun?: (live: LiveRun, input: RunToolInput) => void;
  /** Makes the program of what the model asked for, to add files or limits of yours. Default: as it is. */
  program?: (input: RunToolInput) => Program;
}

/**
 * What the browser does when the model calls the tool: `useStream({ tools: [tool.implement(implementTool({ sandbox }))] })`, or
 * `new Command({ resume: await implementTool({ sandbox })(interrupt.value.toolCall.args) })`. Rejects only for what the page or Vitrine did wrong.
 */
export function implementTool({ sandbox, onRun, program = (input) => input, ...options }: ImplementOptions): (input: unknown) => Promise<ToolContent> {
  return async (input) => {
    const { content } = await answerToolCall(input, {
      ...options,
      run(asked) {
        const live = new LiveRun();
        const result = live.start(sandbox, program(asked));
        onRun?.(live, asked);
        return result;
      },
      pictures: async (outputs) => picturesOf(await openSource(sandbox), outputs),
    });
    return toContent(content);
  };
}

function toContent(content: readonly ContentBlock[]): ToolContent {
  if (content.every((block) => block.type === "text")) return content.map(({ text }) => text).join("\n");
  return content.map((block) => (block.type === "text" ? { type: "text", text: block.text } : { type: "image", mimeType: block.mediaType, data: block.data }));
}
