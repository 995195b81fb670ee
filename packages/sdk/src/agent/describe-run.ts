import { mime, type Output, type RunError, type RunResult, vegaMimes } from "@vitrine/protocol";
import { clip } from "./clip.ts";
import { describeTable } from "./describe-table.ts";
import { stripEncoded } from "./strip-encoded.ts";

const meanings: Record<RunResult["status"], string> = {
  ok: "the program ended by itself",
  error: "the program failed",
  timeout: "a deadline ended the program",
  limit: "a limit ended the program",
  aborted: "the reader stopped the program",
  crashed: "the interpreter died",
};

/** The line that a model looks at first. */
export function describeStatus({ status, exitCode }: RunResult): string {
  // No timings: the same result reads the same, however busy the device was.
  const exit = exitCode === null || exitCode === 0 ? "" : `, exit code ${exitCode}`;
  return `status: ${status} (${meanings[status]}${exit})`;
}

/** Exception, place and what to do. */
export function describeError({ name, message, source, line, column, fix }: RunError): { head: string; message: string; fix: string } {
  const place = [source, line === null ? null : `line ${line}`, column === null ? null : `column ${column}`].filter((part) => part !== null).join(", ");
  return { head: `error: ${name}${place ? ` in ${place}` : ""}`, message, fix: fix ? `fix: ${fix}` : "" };
}

/** Text types whose content says more than the alt text, longest useful form first. */
const readable = [mime.text, mime.markdown, mime.latex] as const;
const maxText = 1000;

/** Text of the guest's that may be much longer than what is told of it. */
const shorten = (text: string): string => clip(stripEncoded(text), maxText, 0.2);

/** One output as text: a table's first rows, a text's beginning, else the alt text. */
export function describeOutput({ data, alt }: Output): string {
  if (Object.hasOwn(data, mime.table)) return describeTable(data[mime.table]) ?? alt;
  // A figure's, a chart's or a picture's text form is a Python repr: the alt text says more.
  const pictured = Object.keys(data).some((type) => type === mime.plotly || vegaMimes.includes(type) || type.startsWith("image/"));
  const text = pictured ? undefined : readable.map((type) => data[type]).find((part) => typeof part === "string");
  if (typeof text === "string" && text.length > alt.length) return shorten(text);
  if (alt) return alt;
  const json = data[mime.json];
  return json === undefined ? `Output of type ${Object.keys(data).join(", ")}` : shorten(JSON.stringify(json));
}
