import type { Limits, RunInputs, WireOutput, WorkerBoot, WorkerReport } from "@vitrine/protocol";

/** Where a runtime sends what happens while it runs. */
export interface Streams {
  phase(phase: "install" | "run" | "render", detail?: string): void;
  write(stream: "stdout" | "stderr", bytes: Uint8Array): void;
  /** With the id of an output that is there, it takes that one's place. */
  output(output: WireOutput): void;
  /** Takes back the outputs so far. */
  clearOutputs(): void;
  log(level: "info" | "warn", text: string): void;
}

export interface RuntimeContext {
  boot: WorkerBoot;
  inputs: RunInputs;
  limits: Limits;
  streams: Streams;
  /** Makes `fetch(url)` in this worker answer with these bytes, without asking the host. */
  serveLocally(url: string, bytes: BodyInit, type?: string): void;
  /** The broker's reasons since the last call, as libraries drop them on the way. */
  takeDenials(): string[];
}

/** A language: boots an interpreter in this worker, runs the inputs once, and reports. Rejects only when the interpreter itself dies. */
export type Runtime = (context: RuntimeContext) => Promise<WorkerReport>;
