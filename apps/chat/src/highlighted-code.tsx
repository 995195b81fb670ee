import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/python";
import { type ReactNode, useMemo } from "react";
import type { Fence } from "./read-fence.ts";

/** Code in colours where it is Python; the parser takes unfinished code too. */
export function HighlightedCode({ language, code }: Fence) {
  const content = useMemo(() => (/^py(thon)?3?$/.test(language) ? inColours(code) : code), [language, code]);
  return (
    <pre className="code" tabIndex={0}>
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
