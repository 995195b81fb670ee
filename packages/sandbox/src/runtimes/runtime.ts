import type { BlobLike, FrozenMemory, Limits, PackedPackage, RunInputs, SessionAnswer, SessionQuestion, WireCut, WireOutput, WirePreparedModule, WireProfile, WorkerBoot, WorkerReport, WorkerStart } from "@vitrine/protocol";

/** Where a runtime sends what happens while it runs. */
export interface Streams {
  phase(phase: "install" | "run" | "render", detail?: string): void;
  write(stream: "stdout" | "stderr", bytes: Uint8Array): void;
  /** With the id of an output that is there, it takes that one's place. */
  output(output: WireOutput): void;
  /** Takes back the outputs so far. */
  clearOutputs(): void;
  log(level: "info" | "warn", text: string): void;
  /** A limit cut something. */
  cut(cut: WireCut): void;
  /** The program's module is ready, and nothing of it has run. */
  modulePrepared(prepared: WirePreparedModule): void;
  /** Packages that were installed from the image. */
  packagesHeld(names: string[]): void;
  /** Where the time went; once, before the run's end. */
  profile(profile: WireProfile): void;
  /** The program begins this line of its own for the first time. */
  lineReached(source: string, line: number): void;
}

/** What an interpreter starts from, whatever runs in it. */
export interface BootContext {
  boot: WorkerBoot;
  memory: MemoryCap;
  /** Makes `fetch(url)` in this worker answer with these bytes, without asking the host. */
  serveLocally(url: string, bytes: BodyInit, type?: string): void;
}

/** The interpreter's memory: what it may have, and who hears what it has. Both are the run's that goes on. */
export interface MemoryCap {
  limit: number;
  grown(bytes: number): void;
}

/** What one run in an interpreter is given. */
export interface RuntimeContext {
  boot: WorkerBoot;
  inputs: RunInputs;
  limits: Limits;
  streams: Streams;
  /** Whether the interpreter goes on after this run. */
  inSession: boolean;
  /** The program's module as an earlier run prepared it; null: there is none. */
  kept: WirePreparedModule | null;
  /** The broker's reasons since the last call, as libraries drop them on the way. */
  takeDenials(): string[];
  /** Asks the reader for a line; null: there is none. */
  askInput(prompt: string): Promise<string | null>;
  /** The same without yielding, where memory is shared with the frame; undefined elsewhere. */
  askInputSync: ((prompt: string) => string | null) | undefined;
}

/** An interpreter that is up. Its promises reject only when it dies. */
export interface Interpreter {
  /** Installs packages before the first run, as far as the image holds them: that run will probably want them. */
  furnish?(names: string[]): Promise<void>;
  /** Runs a program and reports. One at a time. */
  run(context: RuntimeContext): Promise<WorkerReport>;
  /** Answers a question between two runs. */
  ask(question: SessionQuestion): SessionAnswer;
}

/** A language. Each worker does one of these, once. */
export interface Runtime {
  /** Starts an interpreter, or goes on from `boot.image`; `refused` says why the image did not do. */
  open(context: BootContext, start: WorkerStart): Promise<{ interpreter: Interpreter; refused: string | null }>;
  /** Installs packages in a fresh interpreter and hands out what came of it. Python's alone, as are images. */
  pack?(context: BootContext, names: string[], wheels: { url: string; bytes: BlobLike }[]): Promise<PackedPackage[]>;
  /** Runs code of ours in a fresh interpreter with the files and libraries of `boot.image`, and freezes it. */
  freeze?(context: BootContext, code: string): Promise<FrozenMemory>;
}
