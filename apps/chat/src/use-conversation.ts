import { useChat } from "@ai-sdk/react";
import type { RunResult } from "@vitrine/sdk";
import { useCallback, useEffect, useRef } from "react";
import type { ChatMessage, RunReport } from "../shared/chat-message.ts";
import { maxRepairs, needsRepair, repairsSoFar, reportOf } from "./run-report.ts";

/** The conversation, and the loop that brings the results of runs back to the model. */
export function useConversation() {
  const { messages, sendMessage, setMessages, status, stop, error, clearError, regenerate } = useChat<ChatMessage>({ throttle: 40 });
  const latest = useRef(messages);
  useEffect(() => void (latest.current = messages), [messages]);
  // What the last run came to, until the model has read it.
  const unread = useRef<RunReport | undefined>(undefined);
  const busy = status === "submitted" || status === "streaming";

  const send = useCallback(
    (text: string) => {
      const report = unread.current;
      unread.current = undefined;
      void sendMessage({ parts: [...(report ? [{ type: "data-run-report" as const, data: report }] : []), { type: "text", text }] });
    },
    [sendMessage],
  );

  /** A run of a reply has ended: a failed one goes back to the model at once, any other with the reader's next words. */
  const onRunEnd = useCallback(
    (messageId: string, result: RunResult) => {
      // The reader has gone on already.
      if (latest.current.at(-1)?.id !== messageId) return;
      const report = reportOf(result);
      if (needsRepair(result) && repairsSoFar(latest.current) < maxRepairs) void sendMessage({ parts: [{ type: "data-run-report", data: report }] });
      else unread.current = report;
    },
    [sendMessage],
  );

  const clear = useCallback(() => {
    unread.current = undefined;
    void stop();
    clearError();
    setMessages([]);
  }, [stop, clearError, setMessages]);

  return { messages, busy, status, error, send, stop, clear, retry: regenerate, onRunEnd };
}
