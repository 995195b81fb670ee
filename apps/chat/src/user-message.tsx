import type { ChatMessage } from "../shared/chat-message.ts";
import { textOf } from "./text-of.ts";

export function UserMessage({ message }: { message: ChatMessage }) {
  return (
    <article className="user-message" aria-label="You">
      <p>{textOf(message)}</p>
    </article>
  );
}
