import { type KeyboardEvent, type SyntheticEvent, useRef, useState } from "react";
import { suggestions } from "../shared/suggestions.ts";
import { ArrowDown, ArrowUp, Square } from "./icons.tsx";

export interface ComposerProps {
  /** A reply is on its way. */
  busy: boolean;
  showSuggestions: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
  /** Given while the reader has scrolled up. */
  onToEnd: (() => void) | undefined;
}

/** Where the reader writes. Enter sends, Shift+Enter breaks the line. */
export function Composer({ busy, showSuggestions, onSend, onStop, onToEnd }: ComposerProps) {
  const [text, setText] = useState("");
  const form = useRef<HTMLFormElement>(null);

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
      {showSuggestions && (
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
      <form ref={form} onSubmit={submit}>
        <textarea value={text} rows={1} autoFocus aria-label="Message" placeholder="Ask for a chart, a table…" onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} />
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
