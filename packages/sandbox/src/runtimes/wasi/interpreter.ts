import type { InterpreterCall, InterpreterData, RunError, RunInputs, Source, WorkerBoot } from "@vitrine/protocol";
import type { MountedFile } from "./mount.ts";

/** The interpreter that this worker runs; undefined: the programs are modules themselves. */
export function interpreterOf({ texts }: WorkerBoot): InterpreterData | undefined {
  return texts.interpreter === undefined ? undefined : (JSON.parse(texts.interpreter) as InterpreterData);
}

/** The module of an interpreter: its file, or the longest module that a script holds in base64. */
export function interpreterBytes(file: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file);
  if (bytes.subarray(0, 4).join() === "0,97,115,109") return bytes;
  // The same four bytes in base64.
  const held = [...new TextDecoder().decode(bytes).matchAll(/AGFzb[A-Za-z0-9+/]+=*/g)].map(([text]) => text).toSorted((a, b) => b.length - a.length)[0] ?? "";
  return Uint8Array.from(atob(held), (character) => character.charCodeAt(0));
}

/** What an interpreter is called with and finds, for this run. */
export function interpreterInputs({ program, args, calls, env, mounts, texts }: InterpreterData, { bytes }: WorkerBoot, inputs: RunInputs): { args: string[]; calls: InterpreterCall[]; env: Record<string, string>; files: MountedFile[] } {
  const expand = (items: readonly string[]) => items.flatMap((item) => (item.includes("{args}") ? inputs.args.map((arg) => item.replace("{args}", () => arg)) : [item]));
  const encoder = new TextEncoder();
  return {
    args: expand(args),
    calls: calls.map((call) => ({ ...call, texts: call.texts.map((each) => (typeof each === "string" ? each : expand(each))) })),
    env: { ...env, ...inputs.env },
    files: [
      ...inputs.files,
      ...Object.keys(mounts).map((path) => ({ path, bytes: new Uint8Array(bytes[path]!), readOnly: true })),
      ...Object.entries(texts).map(([path, text]) => ({ path, bytes: encoder.encode(text), readOnly: true })),
      { path: program, bytes: encoder.encode(textOf(inputs.sources)), readOnly: true },
    ],
  };
}

/** Sources are one program, each on lines of its own. */
const textOf = (sources: readonly Source[]) => sources.map(({ code }) => (code.endsWith("\n") ? code : `${code}\n`)).join("");

/** What an interpreter said as it ended, as an error; undefined: nothing that is known for an exception. */
export function exceptionOf(said: string, exitCode: number, { program, exception, quiet }: InterpreterData, sources: readonly Source[]): RunError | undefined {
  const found = exception === null || (exitCode === 0 && !quiet) ? null : new RegExp(exception).exec(said);
  if (!found) return undefined;
  const { name = "Error", message = "", line, syntax } = found.groups ?? {};
  return {
    code: syntax ? "SYNTAX_ERROR" : "UNCAUGHT_EXCEPTION",
    name: name.slice(0, 256),
    message: message.slice(0, 65_536),
    traceback: `${inOwnLines(found[0].trim(), program, sources)}\n`,
    ...placeOf(Number(line), sources),
    column: null,
    fix: syntax ? "Correct the syntax at this place." : "Correct the program at the line that the traceback names.",
  };
}

/** With places in the program's file as places in its sources. */
function inOwnLines(text: string, program: string, sources: readonly Source[]): string {
  return text.replaceAll(/(\/[\w.-]+)(", line |:| on line )(\d+)/g, (as, path, between, number) => {
    const { source, line } = placeOf(Number(number), sources);
    return path === `/${program}` && source !== null ? `${source}${between}${line}` : as;
  });
}

/** The source that has this line of the whole program, and which of its own lines that is. Where the end came too soon, interpreters name the line after it. */
function placeOf(line: number, sources: readonly Source[]): { source: string | null; line: number | null } {
  let above = 0;
  for (const [index, source] of sources.entries()) {
    const lines = textOf([source]).split("\n").length - 1;
    const isAtEnd = index === sources.length - 1 && line === above + lines + 1;
    if (isAtEnd || (line > above && line <= above + lines)) return { source: source.name.slice(0, 1024), line: isAtEnd ? lines : line - above };
    above += lines;
  }
  return { source: null, line: null };
}
