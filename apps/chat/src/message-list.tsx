import type { RunResult } from "@vitrine/sdk";
import type { ChatMessage } from "../shared/chat-message.ts";
import { AssistantMessage } from "./assistant-message.tsx";
import { ReplyError } from "./reply-error.tsx";
import { ReportNote } from "./report-note.tsx";
import { isReport } from "./run-report.ts";
import { UserMessage } from "./user-message.tsx";

export interface MessageListProps {
  messages: ChatMessage[];
  busy: boolean;
  error: Error | undefined;
  onRunEnd: (messageId: string, result: RunResult) => void;
  onRetry: () => void;
}

/** The conversation, one turn below the other: what the reader asked, and all that came of it. */
export function MessageList({ messages, busy, error, onRunEnd, onRetry }: MessageListProps) {
  const turns = turnsOf(messages);
  const waiting = busy && messages.at(-1)?.role === "user";
  return (
    <div className="messages" role="log" aria-label="Messages" aria-busy={busy}>
      {turns.map((turn, number) => (
        <div key={turn[0]!.id} className="turn">
          {turn.map((message, index) => {
            if (message.role === "assistant") return <AssistantMessage key={message.id} message={message} streaming={busy && message === messages.at(-1)} onRunEnd={onRunEnd} />;
            if (isReport(message)) return <ReportNote key={message.id} message={message} attempt={turn.slice(0, index + 1).filter(isReport).length} />;
            return <UserMessage key={message.id} message={message} />;
          })}
          {number === turns.length - 1 && waiting && <p className="waiting">Thinking…</p>}
          {number === turns.length - 1 && error && <ReplyError error={error} onRetry={onRetry} />}
        </div>
      ))}
    </div>
  );
}

/** Cuts a conversation before each message that the reader wrote. */
function turnsOf(messages: readonly ChatMessage[]): ChatMessage[][] {
  const turns: ChatMessage[][] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last && (message.role !== "user" || isReport(message))) last.push(message);
    else turns.push([message]);
  }
  return turns;
}
