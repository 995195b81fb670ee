import type { Limits } from "./limits.ts";
import type { Output } from "./output.ts";

/** One block of code as the reader sees it. */
export interface Source {
  /** Shown in tracebacks, such as "block 1" or "report.py". Unique within a program. */
  name: string;
  code: string;
}

/** What the code is run with. Several sources are one program, in order. */
export interface RunInputs {
  language: string;
  sources: Source[];
  /** A WebAssembly module that is run in the place of code; null: there is code. */
  module: Uint8Array | null;
  /** Requirements to install before the run, such as "pandas" or "plotly==6.5.2". */
  packages: string[];
  /** Files mounted into the working directory: path → bytes. */
  files: { path: string; bytes: Uint8Array; readOnly: boolean }[];
  /** Directories that a WASI program finds open, by the names under which it looks for them; other languages have no use for it. null: `/`, with all files. */
  directories: { path: string; readOnly: boolean }[] | null;
  stdin: string;
  /** sys.argv[1:] */
  args: string[];
  env: Record<string, string>;
  /** Seed for hashing and `random`; null: not fixed. */
  seed: number | null;
  /** What the program's clock says as it starts, in milliseconds since 1970; it then goes on by what the program waits for. null: the reader's clock. */
  epoch: number | null;
  /** Whether somebody answers input() once stdin is used up. */
  interactive: boolean;
  /** Variables that the program finds: name → JSON text. */
  variables: Record<string, string>;
  /** Functions that the program may call by name; the hash is of what defines them. */
  functions: { name: string; codeHash: string }[];
  /** Whether it is told where the time went. */
  profile: boolean;
}

export type RunPhase = "queue" | "boot" | "install" | "run" | "render" | "end";

/** What a run tells while it goes on. */
export type RunEvent =
  | { type: "phase"; phase: RunPhase; detail?: string }
  | { type: "stdout"; text: string }
  | { type: "stderr"; text: string }
  | { type: "output"; output: Output }
  // Takes the place of the output with the same id. A reader that comes late sees only the latest.
  | { type: "output-update"; output: Output }
  // Outputs that came before are gone from the result.
  | { type: "outputs-clear" }
  // The program waits for a line from the reader; the `onInput` of the run is asked for it.
  | { type: "input"; prompt: string }
  | { type: "log"; level: "info" | "warn"; text: string };

/** What an embedder may say of one run beside its code. */
export type LimitOptions = Partial<Limits>;
