import type { ChatMessage } from "../shared/chat-message.ts";
import { AssistantMessage } from "./assistant-message.tsx";
import { Attempt } from "./attempt.tsx";
import { ReplyError } from "./reply-error.tsx";
import { isReport } from "./is-report.ts";
import { UserMessage } from "./user-message.tsx";

export interface MessageListProps {
  messages: ChatMessage[];
  streaming: boolean;
  error: Error | undefined;
  onRetry: () => void;
}

/** The conversation, one turn below the other: what the reader asked, and all that came of it. A reply whose program failed and was repaired is folded. */
export function MessageList({ messages, streaming, error, onRetry }: MessageListProps) {
  const turns = turnsOf(messages);
  const waiting = streaming && messages.at(-1)?.role === "user";
  return (
    <section className="messages" aria-label="Messages" aria-busy={streaming}>
      {turns.map((turn, number) => (
        <div key={turn[0]!.id} className="turn">
          {turn.map((message, index) => {
            if (isReport(message)) return null;
            if (message.role !== "assistant") return <UserMessage key={message.id} message={message} />;
            const reply = <AssistantMessage key={message.id} message={message} title={titleOf(turn)} streaming={streaming && message === messages.at(-1)} />;
            const program = message.parts.find((part) => part.type === "data-program");
            const report = turn[index + 1];
            if (!program || !report || !isReport(report)) return reply;
            return (
              <Attempt key={message.id} runKey={program.data.id} number={turn.slice(0, index + 1).filter(({ role }) => role === "assistant").length}>
                {reply}
              </Attempt>
            );
          })}
          {number === turns.length - 1 && waiting && <p className="waiting">Thinking…</p>}
          {number === turns.length - 1 && error && <ReplyError error={error} onRetry={onRetry} />}
        </div>
      ))}
    </section>
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

const titleOf = ([asked]: readonly ChatMessage[]) => asked?.parts.map((part) => (part.type === "text" ? part.text : "")).join(" ").trim().slice(0, 100) || "Figure";
