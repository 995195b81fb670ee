import type { RunError, Source } from "@vitrine/protocol";

/** Lines above and below. */
const around = 3;
const maxLine = 160;

/** The lines around an error's place as text, its own marked by `>` and its column by `^`; nothing where the place is unknown. */
export function excerptOf({ source, line, column }: Pick<RunError, "source" | "line" | "column">, sources: readonly Source[]): { excerpt?: string } {
  const code = sources.find(({ name }) => name === source)?.code;
  if (code === undefined || line === null) return {};
  const lines = code.split(/\r\n|\r|\n/);
  if (line > lines.length) return {};
  const from = Math.max(1, line - around);
  const width = String(Math.min(lines.length, line + around)).length;
  const shown = lines.slice(from - 1, line + around).flatMap((text, index) => {
    const number = from + index;
    const here = number === line;
    const row = `${here ? ">" : " "} ${String(number).padStart(width)} | ${text.length > maxLine ? `${text.slice(0, maxLine)}…` : text}`;
    return here && column !== null && column <= Math.min(text.length + 1, maxLine) ? [row, `  ${" ".repeat(width)} | ${text.slice(0, column - 1).replace(/[^\t]/g, " ")}^`] : [row];
  });
  return { excerpt: shown.join("\n").trimEnd() };
}
