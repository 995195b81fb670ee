import type { Limits, RunError, RunEvent, RunInputs, RunResult, RunStatus } from "@vitrine/protocol";
import { invalidArgument } from "./failures.ts";
import type { Run } from "./run.ts";
import { isName, type OnInput, type RunOptions } from "./run-inputs.ts";

/** What a step takes of the one before it, and as what it gets it. */
export interface PipeInput {
  /** "stdout" (the default): what it printed; or a file that it wrote, by its path in `result.files`. */
  from?: "stdout" | { file: string };
  /** "stdin" (the default); a variable of that name, for which it must be JSON; or a file. */
  as?: "stdin" | { variable: string } | { file: string };
}

/** One program of a pipe. */
export type PipeStep = RunOptions & { limits?: Partial<Limits>; input?: PipeInput };

export interface PipeOptions {
  /** Ends the step that goes on, and with it the pipe. */
  signal?: AbortSignal;
  /** Told what happens in each step, as it happens; steps count from 0. */
  onEvent?: (event: RunEvent, step: number) => void;
}

/** What a pipe came to. */
export interface PipeResult {
  /** That of the last step that ran; "error" where it left nothing that the next one could take. */
  status: RunStatus;
  /** Of the steps that ran, in order; the last one is the last step's where all went well. */
  results: RunResult[];
  /** The step that failed, or was to begin, counted from 0; null: none. */
  failed: number | null;
  /** Why it failed. */
  error?: RunError;
}

type Start = (inputs: Promise<RunInputs>, options: { limits?: Partial<Limits>; onInput?: OnInput } & Pick<RunOptions, "functions">) => Run;

/** Runs the steps one after another, each in an interpreter of its own, until one fails. Throws what reading the steps' options throws, before anything runs. */
export async function runPipe(steps: readonly PipeStep[], { signal, onEvent }: PipeOptions, read: (step: PipeStep) => Promise<RunInputs>, start: Start): Promise<PipeResult> {
  if (!Array.isArray(steps) || steps.length === 0) throw invalidArgument("A pipe has no steps.", "Pass a list of what sandbox.run takes.");
  for (const [index, { input }] of steps.entries()) checkInput(input, index);
  const given = await Promise.all(steps.map((step) => read(step)));
  const results: RunResult[] = [];
  for (const [index, { limits, onInput, functions, input }] of steps.entries()) {
    const before = results.at(-1);
    const handed = before ? handOver(before, input ?? {}, given[index]!) : given[index]!;
    if ("error" in handed) return { status: "error", results, failed: index, error: handed.error };
    const run = start(Promise.resolve(handed), { ...(limits && { limits }), ...(onInput && { onInput }), ...(functions && { functions }) });
    const abort = () => run.abort();
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    try {
      if (onEvent) for await (const event of run.events) onEvent(event, index);
      results.push(await run.result);
    } catch (error) {
      // onEvent threw: nobody waits for it any more.
      run.abort();
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
    const { status, error } = results.at(-1)!;
    if (status !== "ok") return { status, results, failed: index, ...(error && { error }) };
  }
  return { status: "ok", results, failed: null };
}

function checkInput(input: PipeInput | undefined, index: number): void {
  if (input === undefined) return;
  const fix = "Pass `input` as { from: \"stdout\" or { file }, as: \"stdin\", { variable } or { file } }.";
  if (index === 0) throw invalidArgument("The first step of a pipe has no step before it, so it takes no `input`.", "Give it `stdin`, `variables` or `files`.");
  const { from = "stdout", as = "stdin" } = input;
  const isFile = (value: unknown) => typeof (value as { file?: unknown } | null)?.file === "string";
  const isVariable = typeof as === "object" && "variable" in as && isName(as.variable);
  if (!(from === "stdout" || isFile(from)) || !(as === "stdin" || isVariable || isFile(as))) throw invalidArgument(`The \`input\` of step ${index} is none.`, fix, { step: index });
}

/** The step's inputs with what the one before left, or why that cannot be. */
function handOver({ stdout, files, truncated }: RunResult, { from = "stdout", as = "stdin" }: PipeInput, inputs: RunInputs): RunInputs | { error: RunError } {
  const file = from === "stdout" ? undefined : files.find(({ path }) => path === from.file);
  if (from === "stdout" ? truncated.includes("stdout") : !file) {
    return from === "stdout" ? missing("printed more than limits.stdoutBytes, so that its end is cut", "Print less, or write it to a file and take that.") : missing(`wrote no file ${from.file}`, `Let it write ${from.file}, or take a file that it wrote.`);
  }
  const text = () => (file ? new TextDecoder().decode(file.bytes) : stdout);
  if (as === "stdin") return { ...inputs, stdin: text() };
  if ("file" in as) return { ...inputs, files: [...inputs.files.filter(({ path }) => path !== as.file), { path: as.file, bytes: file?.bytes ?? new TextEncoder().encode(stdout), readOnly: false }] };
  try {
    JSON.parse(text());
  } catch (error) {
    return missing(`left no JSON for the variable ${as.variable}: ${(error as Error).message}`, "Let it print JSON and nothing else, such as json.dumps(value) or JSON.stringify(value).");
  }
  return { ...inputs, variables: { ...inputs.variables, [as.variable]: text() } };
}

const missing = (what: string, fix: string): { error: RunError } => ({ error: { code: "PIPE_INPUT", name: "PipeInput", message: `The step before ${what}.`, fix, traceback: "", source: null, line: null, column: null } });
