import type { RunError } from "@vitrine/protocol";

const header = "Traceback (most recent call last):";
const note = "[this error's traceback, left out here]";

/** A traceback's frames, and the lines in which it repeats the error's name and message. */
export function splitTraceback({ traceback, name }: RunError): { frames: string; last: string[] } {
  const lines = traceback.trimEnd().split("\n");
  const at = lines.findLastIndex((line) => !line.startsWith(" ") && line.split(":", 1)[0]!.split(".").at(-1) === name);
  return at < 0 ? { frames: traceback, last: [] } : { frames: lines.slice(0, at).join("\n"), last: lines.slice(at) };
}

/** Whether the frames say more than the error's own place does. */
export const tellsMore = (frames: string): boolean => (frames.match(/^ +File /gm)?.length ?? 0) > 1 || frames.indexOf(header, header.length) > 0;

/** Printed text without the error that is told anyway: its traceback, or its last line alone. */
export function withoutError(text: string, last: readonly string[]): string {
  const [first] = last;
  if (first === undefined || !text.includes(first)) return text;
  const kept: string[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const ends = lines[at] === first && last.every((line, index) => lines[at + index] === line);
    if (!ends) {
      kept.push(lines[at]!);
      continue;
    }
    const from = kept.lastIndexOf(header);
    if (from >= 0 && kept.slice(from + 1).every((line) => line.startsWith(" "))) kept.splice(from);
    kept.push(note);
    at += last.length - 1;
  }
  return kept.join("\n");
}
