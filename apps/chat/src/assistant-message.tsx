import { memo, useEffect } from "react";
import type { ChatMessage, ToolPart } from "../shared/chat-message.ts";
import { Attempt } from "./attempt.tsx";
import { MarkdownText } from "./markdown-text.tsx";
import { pageSandbox } from "./page-sandbox.ts";
import { textOf } from "./text-of.ts";
import { ToolBlock } from "./tool-block.tsx";

export interface AssistantMessageProps {
  message: ChatMessage;
  /** What the reader asked. */
  title: string;
  /** More of it is coming. */
  streaming: boolean;
}

/** A reply: its words, its programs with what they made, in order. Of programs that failed, all but the last attempt are folded. */
export const AssistantMessage = memo(function AssistantMessage({ message, title, streaming }: AssistantMessageProps) {
  const { parts } = message;
  const program = parts.find((part) => part.type === "data-program")?.data;
  const calls = parts.filter((part): part is ToolPart => part.type === "tool-run_code");
  const text = textOf(message);
  usePreparation(streaming, text, calls.at(-1));
  const figures = new Map(parts.flatMap((part) => (part.type === "data-figure" ? [[part.data.toolCallId, part.data.id] as const] : [])));
  return (
    <article className="assistant-message" aria-label="Reply">
      {parts.map((part, index) => {
        if (part.type === "text") return <MarkdownText key={index} text={part.text} program={streaming ? undefined : program} title={title} />;
        if (part.type !== "tool-run_code") return null;
        const block = <ToolBlock key={part.toolCallId} part={part} figure={figures.get(part.toolCallId)} title={title} lead={text} streaming={streaming} />;
        if (!wasRepaired(part, calls)) return block;
        return (
          <Attempt key={part.toolCallId} runKey={part.toolCallId} number={calls.indexOf(part) + 1}>
            {block}
          </Attempt>
        );
      })}
    </article>
  );
});

/** It failed, and another call came after it. */
const wasRepaired = (part: ToolPart, calls: readonly ToolPart[]) =>
  part !== calls.at(-1) && (part.state === "output-error" || (part.state === "output-available" && part.output.status !== "ok"));

/** While code streams in, what it needs is fetched: only the run is left to do when it is whole. What goes wrong is told by the run. */
function usePreparation(streaming: boolean, text: string, call: ToolPart | undefined): void {
  const { code = "", language = "python" } = (call?.state === "input-streaming" ? call.input : undefined) ?? {};
  const reply = code ? `\`\`\`${language}\n${code}` : text;
  useEffect(() => {
    if (streaming && reply) void pageSandbox.open().then((sandbox) => sandbox.prepare(reply), () => {});
  }, [streaming, reply]);
}
