import type { RunResult } from "@vitrine/sdk";
import { memo, useCallback } from "react";
import type { ChatMessage } from "../shared/chat-message.ts";
import { MarkdownText } from "./markdown-text.tsx";
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
  return (
    <article className="assistant-message" aria-label="Reply">
      <MarkdownText text={textOf(message)} program={streaming ? undefined : program} onRunEnd={onEnd} />
    </article>
  );
});
