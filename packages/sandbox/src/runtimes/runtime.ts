import type { Limits, RunInputs, SessionAnswer, SessionQuestion, WireCut, WireOutput, WorkerBoot, WorkerReport } from "@vitrine/protocol";

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
  /** The interpreter has this much memory now, in bytes. */
  memoryGrown(bytes: number): void;
  /** The program begins this line of its own for the first time. */
  lineReached(source: string, line: number): void;
}

/** What one run in an interpreter is given. */
export interface RuntimeContext {
  boot: WorkerBoot;
  inputs: RunInputs;
  limits: Limits;
  streams: Streams;
  /** Whether the interpreter goes on after this run. */
  inSession: boolean;
  /** Makes `fetch(url)` in this worker answer with these bytes, without asking the host. */
  serveLocally(url: string, bytes: BodyInit, type?: string): void;
  /** The broker's reasons since the last call, as libraries drop them on the way. */
  takeDenials(): string[];
  /** Asks the reader for a line; null: there is none. */
  askInput(prompt: string): Promise<string | null>;
  /** The same without yielding, where memory is shared with the frame; undefined elsewhere. */
  askInputSync: ((prompt: string) => string | null) | undefined;
}

/** An interpreter that is up. Its promises reject only when it dies. */
export interface Interpreter {
  /** Runs a program and reports. One at a time. */
  run(context: RuntimeContext): Promise<WorkerReport>;
  /** Answers a question between two runs. */
  ask(question: SessionQuestion): SessionAnswer;
}

/** A language: boots an interpreter in this worker. What the interpreter needs from its start on is the same in each of its runs' contexts. */
export type Runtime = (context: RuntimeContext) => Promise<Interpreter>;
