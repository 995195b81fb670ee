import type { RunToolInput, ToolAnswer } from "@vitrine/sdk/agent";
import type { ToolPart } from "../shared/chat-message.ts";
import { ProgramBlock } from "./program-block.tsx";
import { toolRequest } from "./run-request.ts";

export interface ToolBlockProps {
  part: ToolPart;
  /** Key of its page on the server. */
  figure: string | undefined;
  title: string;
  lead: string;
  streaming: boolean;
}

/** A call of the tool: its code as it comes in, then its run. */
export function ToolBlock({ part, figure, title, lead, streaming }: ToolBlockProps) {
  const { input, state, toolCallId } = part;
  const code = typeof input?.code === "string" ? input.code : "";
  const writing = state === "input-streaming";
  // A call that the AI SDK found wrong has no input that could run.
  const problem = state === "output-error" ? part.errorText : state === "output-available" && part.output.status === "refused" ? textOf(part.output) : undefined;
  return (
    <ProgramBlock
      runKey={toolCallId}
      language={input?.language ?? "python"}
      code={code}
      request={writing || code === "" ? undefined : toolRequest(input as RunToolInput)}
      stage={writing ? (streaming ? "writing" : "cut") : "whole"}
      problem={problem}
      figure={figure}
      title={title}
      lead={lead}
    />
  );
}

const textOf = ({ content }: ToolAnswer) => content.map((block) => (block.type === "text" ? block.text : "")).join("\n");
