import { type KeyboardEvent, type SyntheticEvent, useRef, useState, useSyncExternalStore } from "react";
import { suggestions } from "../shared/suggestions.ts";
import { FileChip } from "./file-chip.tsx";
import { ArrowDown, ArrowUp, Clip, Square } from "./icons.tsx";
import { usePage } from "./page-context.ts";

export interface ComposerProps {
  /** A reply is on its way, or a program runs. */
  busy: boolean;
  /** Whether prompts are offered. */
  suggests: boolean;
  /** Why files were not taken. */
  refused: string;
  onFiles: (files: readonly File[]) => void;
  onSend: (text: string) => void;
  onStop: () => void;
  /** Given while the reader has scrolled up. */
  onToEnd: (() => void) | undefined;
}

/** Where the reader writes. Enter sends, Shift+Enter breaks the line. */
export function Composer({ busy, suggests, refused, onFiles, onSend, onStop, onToEnd }: ComposerProps) {
  const shelf = usePage().conversation.files;
  const files = useSyncExternalStore(shelf.subscribe, shelf.all);
  const [text, setText] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const picker = useRef<HTMLInputElement>(null);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy || text.trim() === "") return;
    onSend(text.trim());
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the composition of a character.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };

  return (
    <div className="composer">
      {onToEnd && (
        <button type="button" className="to-end" aria-label="Go to the end" onClick={onToEnd}>
          <ArrowDown />
        </button>
      )}
      {suggests && (
        <ul className="chips" aria-label="Suggestions">
          {suggestions.map(({ id, title, prompt }) => (
            <li key={id}>
              <button type="button" disabled={busy} onClick={() => onSend(prompt)}>
                {title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {refused && (
        <p className="refused" role="alert">
          {refused}
        </p>
      )}
      {files.length > 0 && (
        <ul className="file-chips" aria-label="Files in this chat">
          {files.map((file) => (
            <FileChip key={file.name} name={file.name} bytes={file.size} onRemove={() => shelf.remove(file.name)} />
          ))}
        </ul>
      )}
      <form ref={form} onSubmit={submit}>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <button type="button" className="attach" aria-label="Add files" title="Add files: programs can read them, and they stay in your browser" onClick={() => picker.current?.click()}>
          <Clip />
        </button>
        <textarea id="message" value={text} rows={1} autoFocus dir="auto" aria-label="Message" placeholder="Ask for a chart, a table…" onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} />
        {busy ? (
          <button type="button" className="send" aria-label="Stop the reply" onClick={onStop}>
            <Square />
          </button>
        ) : (
          <button type="submit" className="send" aria-label="Send" disabled={text.trim() === ""}>
            <ArrowUp />
          </button>
        )}
      </form>
    </div>
  );
}
