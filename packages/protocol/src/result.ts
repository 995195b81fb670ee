import type { ErrorCode } from "./errors.ts";
import type { Limits } from "./limits.ts";
import type { Output, OutputFile } from "./output.ts";
import type { Profile } from "./profile.ts";
import type { SessionLoss } from "./session.ts";

/**
 * `ok`: ended by itself, exit code 0. `error`: the guest failed. `timeout`: a deadline ended it. `limit`: another limit ended it.
 * `aborted`: run.abort() ended it. `crashed`: its worker or interpreter died.
 */
export type RunStatus = "ok" | "error" | "timeout" | "limit" | "aborted" | "crashed";

/** Why a run did not end well. A value, never thrown. */
export interface RunError {
  code: ErrorCode;
  /** The exception's class name, such as "NameError"; for a limit, the limit's name. */
  name: string;
  message: string;
  /** The guest's own frames only, innermost last. Empty where there is none. */
  traceback: string;
  /** Name of the source block, as in the payload; null where unknown. */
  source: string | null;
  /** 1-based line in that block as the reader sees it; null where unknown. */
  line: number | null;
  /** 1-based column; null where unknown. */
  column: number | null;
  /** One imperative sentence that a person or a model can act on. */
  fix: string;
  /** The lines of code around `line`, numbered, that line marked; made by the host from what it was given. Absent where the place is unknown. */
  excerpt?: string;
}

/**
 * Where a run's interpreter came from: nowhere, as it ended before; started from scratch; restored from an image; one that waited ahead; or its
 * session's, which had it already.
 */
export type InterpreterStart = "none" | "scratch" | "image" | "spare" | "session";

/** Where a run's compiled WebAssembly module came from: made for it, or kept from an earlier run of the same bytes under the same `limits.memoryBytes`. */
export type ModuleStart = "compiled" | "kept";

/** Milliseconds spent in each phase. Downloads of the runtime count into `queue`, of packages into `install`. */
export interface Timings {
  queue: number;
  boot: number;
  install: number;
  run: number;
  /** Turning the objects that the code left into outputs. */
  render: number;
  /** Where its interpreter came from, which is what `boot` depends on. */
  start: InterpreterStart;
  /** Of WASI modules, text of modules, and interpreters that are modules: where the compiled one came from. */
  module?: ModuleStart;
}

export interface Usage {
  /** Largest WebAssembly memory of the run, in bytes; null where the run ended before it was known. */
  peakMemoryBytes: number | null;
  /** What the run used of `limits.fuel`, in the runtime's own unit; absent where the runtime counts none, or the run was ended from outside. */
  fuel?: number;
  /** Bytes of stdout, stderr and outputs together, as kept. */
  outputBytes: number;
}

/** What of a run was left out at a limit; the rest is there. */
export interface Cut {
  what: "stdout" | "stderr" | "outputs" | "files";
  /** Name of the limit. */
  limit: keyof Limits;
  /** What the limit allows, in its own unit. */
  allowed: number;
  /** What the run made, as far as it was counted. */
  made: number;
  code: "OUTPUT_LIMIT";
  message: string;
  /** Of text: the end of what was left out, at most 16 KiB of it and at most as much as the limit allows. Absent where it is not known. */
  tail?: string;
}

/** What ran, so that a result can be told apart, cached and repeated. */
export interface Manifest {
  language: string;
  distribution: string;
  /** Versions of the runtime and its language, such as { pyodide: "0.29.3", python: "3.13.2" }. */
  runtime: Record<string, string>;
  /** SHA-256 (hex) over the sources' names and text. */
  codeHash: string;
  /** SHA-256 (hex) over files, stdin, args, env, packages, directories, variables, and what defines the functions that were offered. */
  inputsHash: string;
  /** Every package file that the broker handed to the run. */
  packages: { file: string; sha256: string }[];
  /** Seed for chance; null: not fixed. */
  seed: number | null;
  /** What the program's clock began with, in milliseconds since 1970; absent: the reader's clock. */
  epoch?: number;
}

/** What a run came to. Never rejects for what the guest did. */
export interface RunResult {
  status: RunStatus;
  outputs: Output[];
  stdout: string;
  stderr: string;
  /** Which of stdout, stderr, outputs and files were cut at a limit. */
  truncated: Cut["what"][];
  /** The same with the limits and amounts. */
  cuts: Cut[];
  /** Text form of the last expression, where it has a value. */
  value?: string;
  error?: RunError;
  /** 0 ok, what sys.exit or a WASI module gave, 1 on an uncaught exception; null where the run was ended from outside. */
  exitCode: number | null;
  files: OutputFile[];
  timings: Timings;
  usage: Usage;
  manifest: Manifest;
  /** Where the time went, where `profile` was asked for and the program ended by itself. */
  profile?: Profile;
  /** Of a session's run that ended its interpreter: what went with it. */
  lost?: SessionLoss;
}
