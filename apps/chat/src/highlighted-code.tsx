import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/python";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { Fence } from "./read-fence.ts";

/** Code in colours where it is Python; the parser takes unfinished code too. `follows` its end while it is written. */
export function HighlightedCode({ language, code, follows = false }: Fence & { follows?: boolean }) {
  const content = useMemo(() => (/^py(thon)?3?$/.test(language) ? inColours(code) : code), [language, code]);
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (follows && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [follows, code]);
  return (
    <pre ref={box} className="code" dir="ltr" tabIndex={0}>
      <code>{content}</code>
    </pre>
  );
}

function inColours(code: string): ReactNode[] {
  const parts: ReactNode[] = [];
  highlightCode(
    code,
    parser.parse(code),
    classHighlighter,
    (text, classes) =>
      void parts.push(
        classes ? (
          <span key={parts.length} className={classes}>
            {text}
          </span>
        ) : (
          text
        ),
      ),
    () => void parts.push("\n"),
  );
  return parts;
}
