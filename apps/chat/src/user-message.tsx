import type { ChatMessage } from "../shared/chat-message.ts";
import { FileChip } from "./file-chip.tsx";
import { textOf } from "./text-of.ts";

export function UserMessage({ message }: { message: ChatMessage }) {
  const files = message.parts.flatMap((part) => (part.type === "data-files" ? part.data.files : []));
  return (
    <article className="user-message" aria-label="You">
      <p dir="auto">{textOf(message)}</p>
      {files.length > 0 && (
        <ul className="file-chips" aria-label="Files">
          {files.map(({ name, bytes }) => (
            <FileChip key={name} name={name} bytes={bytes} />
          ))}
        </ul>
      )}
    </article>
  );
}
