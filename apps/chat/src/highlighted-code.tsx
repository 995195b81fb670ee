import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser as javascript } from "@lezer/javascript";
import { parser as python } from "@lezer/python";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { Fence } from "./read-fence.ts";

const typescript = javascript.configure({ dialect: "ts" });
const parsers: Record<string, typeof python> = { python, py: python, python3: python, javascript, js: javascript, typescript, ts: typescript };

/** Code in the colours of its language; the parsers take unfinished code too. `follows` its end while it is written. */
export function HighlightedCode({ language, code, follows = false }: Fence & { follows?: boolean }) {
  const content = useMemo(() => inColours(code, parsers[language]), [language, code]);
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

function inColours(code: string, parser: typeof python | undefined): ReactNode[] {
  if (!parser) return [code];
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
