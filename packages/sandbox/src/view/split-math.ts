/** A piece of text, or LaTeX between delimiters. */
export type MathPiece = { text: string } | { math: string; display: boolean };

const openers = /\\\\|\\\$|\$\$|\\\[|\\\(|\\begin\{([a-zA-Z]+\*?)\}|\$(?!\s)/g;
const closers: Record<string, { closer: string; display: boolean }> = {
  "$$": { closer: "$$", display: true },
  "\\[": { closer: "\\]", display: true },
  "\\(": { closer: "\\)", display: false },
};

/** Finds `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and `\begin{…}…\end{…}`, as notebooks do. A dollar before a digit closes nothing, so that prices stay text. */
export function* splitMath(text: string): Generator<MathPiece, void> {
  // What has no end once has none later: looking again would cost a walk over the rest each time.
  const unclosed = new Set<string>();
  let done = 0;
  const opener = new RegExp(openers);
  for (let found = opener.exec(text); found; found = opener.exec(text)) {
    const [open, environment] = found;
    if (open === "\\\\" || open === "\\$" || unclosed.has(open)) continue;
    const { closer, display } = closers[open] ?? (environment === undefined ? { closer: "$", display: false } : { closer: `\\end{${environment}}`, display: true });
    const start = found.index + open.length;
    const end = open === "$" ? endOfInline(text, start) : text.indexOf(closer, start);
    if (end === -1 && open !== "$") unclosed.add(open);
    if (end <= start) continue;
    const after = end + closer.length;
    if (found.index > done) yield { text: text.slice(done, found.index) };
    opener.lastIndex = done = after;
    yield { math: environment === undefined ? text.slice(start, end) : text.slice(found.index, after), display };
  }
  if (done < text.length) yield { text: text.slice(done) };
}

/** Index of the dollar that ends inline math, on the same paragraph; -1 where there is none. */
function endOfInline(text: string, start: number): number {
  for (let index = start; index < text.length && index < start + 1000; index++) {
    const char = text[index];
    if (char === "\\") index += 1;
    else if (char === "\n" && text[index + 1] === "\n") return -1;
    else if (char === "$") return index > start && !/\s/.test(text[index - 1]!) && !/\d/.test(text[index + 1] ?? "") ? index : -1;
  }
  return -1;
}
