import type { Json, Limits, RunResult } from "@vitrine/protocol";
import { invalidArgument } from "./failures.ts";
import type { Run } from "./run.ts";
import type { RunOptions } from "./run-inputs.ts";
import type { Session, SessionOptions } from "./session.ts";

/** Of one call, or of the definition. */
interface CallOptions {
  limits?: Partial<Limits>;
  signal?: AbortSignal;
}

/** A function that a program makes: `module.exports = function …`, `export default` or a function called `main`; in Python `main`, or the last function of the program. */
export type DefineOptions = Pick<RunOptions, "language" | "packages" | "files" | "env" | "seed"> & Required<Pick<RunOptions, "code">> & CallOptions;

/** What one call came to. Like a run it never rejects for what the guest did. */
export interface InvokeResult extends RunResult {
  /** What the function gave, as JSON; absent where it failed. */
  output?: Json;
}

/** A function of the guest's, defined once, to be called many times. */
export interface GuestFunction {
  /** What it was defined with. */
  readonly definition: DefineOptions;
  /** What defining it came to; where that failed, each call says the same, unless it was killed: then each tries again. */
  readonly defined: RunResult;
  /** Calls it with JSON, such as a text. Calls take turns, and share what the program keeps. */
  invoke(input: Json, options?: CallOptions): Promise<InvokeResult>;
  /** Ends its interpreter. */
  dispose(): void;
}

/** Frames of it are in no traceback. */
const invocationName = "vitrine:invoke";

/** Ours: calls the function on the JSON in standard input, and shows what it gave as an output that says so in its metadata. */
const invocations: Record<string, string> = {
  python: 'await __import__("_vitrine.invoke", fromlist=["call"]).call()',
  javascript: 'await globalThis[Symbol.for("vitrine.invoke")]()',
  typescript: 'await globalThis[Symbol.for("vitrine.invoke")]()',
};

/** A function whose calls take their input as the text of JSON, which nobody here reads. */
export type TextFunction = Omit<GuestFunction, "invoke"> & { invokeText(text: string, options?: Parameters<GuestFunction["invoke"]>[1]): Promise<InvokeResult> };

export async function defineFunction(options: DefineOptions, openSession: (options: SessionOptions) => Promise<Session>): Promise<GuestFunction> {
  const made = await defineTextFunction(options, openSession);
  return {
    definition: made.definition,
    get defined() {
      return made.defined;
    },
    async invoke(input, given) {
      const text = JSON.stringify(input) as string | undefined;
      if (text === undefined) throw invalidArgument("The input is not JSON.", "Pass text, a number, a list or an object.");
      return made.invokeText(text, given);
    },
    dispose: () => made.dispose(),
  };
}

/** Runs the program in a session of its own. Throws INVALID_ARGUMENT. */
export async function defineTextFunction(definition: DefineOptions, openSession: (options: SessionOptions) => Promise<Session>): Promise<TextFunction> {
  const { language = "python", code, signal: stopping, ...options } = definition;
  const invocation = invocations[language];
  if (invocation === undefined) throw invalidArgument(`Functions of ${language} cannot be called.`, `Use one of: ${Object.keys(invocations).join(", ")}.`, { language });
  const session = await openSession({ language, ...options });
  const define = (signal?: AbortSignal) => resultOf(session.run({ code }), signal);
  let defined = await define(stopping);
  let lost = isLost(defined);
  return {
    definition,
    get defined() {
      return defined;
    },
    async invokeText(text, { limits, signal } = {}) {
      // A call that was killed took the program with it.
      if (lost) defined = await define(signal);
      lost = isLost(defined);
      if (defined.status !== "ok") return defined;
      const result = await resultOf(session.run({ code: [{ name: invocationName, code: invocation }], stdin: text, ...(limits && { limits }) }), signal);
      lost = result.lost !== undefined;
      const given = result.status === "ok" ? result.outputs.findLast(({ metadata }) => metadata.vitrine === "result") : undefined;
      return { ...result, outputs: result.outputs.filter((output) => output !== given), ...(given && { output: given.data["application/json"] as Json }) };
    },
    dispose: () => session.dispose(),
  };
}

/** Stopped before its turn, it is not there either. */
const isLost = ({ status, lost }: RunResult) => lost !== undefined || status === "aborted";

async function resultOf(run: Run, signal: AbortSignal | undefined): Promise<RunResult> {
  const abort = () => run.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  return run.result.finally(() => signal?.removeEventListener("abort", abort));
}
