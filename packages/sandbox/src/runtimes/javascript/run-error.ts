import type { RunError } from "@vitrine/protocol";
import { fixFor } from "./fixes.ts";
import type { SourceEdits } from "./source-edits.ts";

/** A source as the reader sees it. */
export interface ReaderSource {
  code: string;
  edits?: SourceEdits;
  /** Of a run of the session before this one. */
  earlier: boolean;
}

/** By their names. */
export type ReaderSources = ReadonlyMap<string, ReaderSource>;

/** What the guest's `describe` says of what was thrown. */
export interface ThrownFacts {
  name: string;
  message: string;
  stack: string;
  code: string | null;
  cause?: string | null;
}

interface Place {
  source: string;
  line: number;
  column: number;
}

/** An error at its place in the reader's code, with a traceback as Node prints it. */
export function runError(facts: ThrownFacts, sources: ReaderSources, syntax?: Place): RunError {
  const frames = facts.stack.split("\n").map((line) => frameOf(line, sources)).filter((frame) => frame.text.trim() !== "");
  const place = syntax ?? frames.find(({ place: at }) => at && sources.get(at.source)?.earlier === false)?.place ?? frames.find(({ place: at }) => at)?.place;
  const head = facts.message === "" ? facts.name : `${facts.name}: ${facts.message}`;
  const shown = place && excerpt(place, sources);
  const traceback = [...(shown ? [shown] : []), head, ...frames.map(({ text }) => text), ...(facts.cause ? [`  [cause]: ${facts.cause}`] : [])].join("\n");
  const code = syntax ? "SYNTAX_ERROR" : /^Cannot find (module|package) /.test(facts.message) ? "PACKAGE_NOT_FOUND" : /\bNETWORK_DENIED\b/.test(facts.message) ? "NETWORK_DENIED" : /\bNETWORK_FAILED\b/.test(facts.message) ? "NETWORK_FAILED" : "UNCAUGHT_EXCEPTION";
  return {
    code,
    name: facts.name.slice(0, 256),
    message: facts.message.slice(0, 65_536),
    traceback: `${traceback}\n`.slice(0, 1 << 20),
    source: place?.source.slice(0, 1024) ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
    fix: fixFor(code, facts).slice(0, 4096),
  };
}

/** A frame with its place in the reader's code. Names of sources may have spaces, and so does the text before them. */
function frameOf(line: string, sources: ReaderSources): { text: string; place: Place | undefined } {
  const [, before, name, at, col, after] = /^(\s*at (?:.*? \()?)(.+):(\d+):(\d+)(\)?)$/.exec(line) ?? [];
  if (name === undefined) return { text: line, place: undefined };
  const place = { source: name.replace(/^\/work\//, ""), line: Number(at), column: Number(col) };
  const edits = sources.get(place.source)?.edits;
  if (edits) place.column = edits.columnOf(place.line, place.column);
  return { text: `${before}${place.source}:${place.line}:${place.column}${after}`, place };
}

/** The line, and a mark below the column. */
function excerpt({ source, line, column }: Place, sources: ReaderSources): string | undefined {
  const text = sources.get(source)?.code.split("\n")[line - 1];
  if (text === undefined) return `${source}:${line}`;
  const from = Math.max(0, column - 100);
  const part = text.slice(from, from + 160);
  return `${source}:${line}\n${part}\n${part.slice(0, column - 1 - from).replaceAll(/[^\t]/g, " ")}^\n`;
}
