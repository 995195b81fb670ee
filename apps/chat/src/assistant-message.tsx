import type { RunResult } from "@vitrine/sdk";
import { memo, useCallback, useEffect } from "react";
import type { ChatMessage } from "../shared/chat-message.ts";
import { MarkdownText } from "./markdown-text.tsx";
import { pageSandbox } from "./page-sandbox.ts";
import { textOf } from "./text-of.ts";

export interface AssistantMessageProps {
  message: ChatMessage;
  /** More of it is coming: nothing runs yet. */
  streaming: boolean;
  onRunEnd: (messageId: string, result: RunResult) => void;
}

export const AssistantMessage = memo(function AssistantMessage({ message, streaming, onRunEnd }: AssistantMessageProps) {
  const { id, parts } = message;
  const program = parts.find((part) => part.type === "data-program")?.data;
  const onEnd = useCallback((result: RunResult) => onRunEnd(id, result), [id, onRunEnd]);
  const text = textOf(message);
  // Only the run is left to do when the reply has ended. What goes wrong is told by the run.
  useEffect(() => {
    if (streaming) void pageSandbox().then((sandbox) => sandbox.prepare(text), () => {});
  }, [streaming, text]);
  return (
    <article className="assistant-message" aria-label="Reply">
      <MarkdownText text={text} program={streaming ? undefined : program} onRunEnd={onEnd} />
    </article>
  );
});
