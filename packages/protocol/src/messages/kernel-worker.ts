import { type Guard, integer, list, message, nullable, number, object, oneOf, text } from "../guards.ts";
import type { Limits } from "../limits.ts";
import type { RunError } from "../result.ts";
import type { RunInputs } from "../run.ts";
import { runError, type WireFile, type WireOutput, wire, wireFiles, wireOutput } from "./shared.ts";

/** What the kernel frame gives each worker to boot from. URLs are blob URLs of the frame. */
export interface WorkerBoot {
  version: string;
  loaderUrl: string;
  glueUrl: string;
  wasm: WebAssemblyModule;
  stdlib: ArrayBuffer;
  lock: string;
  packageBaseUrl: string;
  indexUrl: string;
}

/** A compiled WebAssembly.Module; named here because this package has no DOM types. */
export type WebAssemblyModule = object;

/** What the worker's Comlink call `run` resolves to. The guest owns the worker: guard it. */
export interface WorkerReport {
  status: "ok" | "error" | "limit";
  error: RunError | null;
  value: string | null;
  exitCode: number;
  files: WireFile[];
  peakMemoryBytes: number;
  truncated: ("stdout" | "stderr" | "outputs" | "files")[];
}

/** The calls that the kernel frame makes to a worker over Comlink (frame → worker only; the frame exposes nothing). */
export interface WorkerCalls {
  run(boot: WorkerBoot, inputs: RunInputs, limits: Limits): Promise<WorkerReport>;
}

/** What streams from worker to frame over the event port. No run id: the port is the run. */
export type WorkerEvent =
  | { type: "phase-start"; phase: "install" | "run" | "render"; detail: string }
  | { type: "stdout-delta"; text: string }
  | { type: "stderr-delta"; text: string }
  // With the id of an output that is there, it takes that one's place.
  | { type: "output-available"; output: WireOutput }
  // The program takes back the outputs that it made so far.
  | { type: "outputs-clear" }
  | { type: "run-log"; level: "info" | "warn"; text: string }
  | { type: "fetch-request"; requestId: number; method: string; url: string }
  // A limit cut something. Said at once: a run that is ended from outside makes no report.
  | { type: "limit-met"; what: "stdout" | "stderr" | "outputs" }
  // Last event of a run. Calls and events are two ports, so the report alone could overtake an output.
  | { type: "stream-end" };

export const workerEvent: Guard<WorkerEvent> = message<WorkerEvent>({
  "phase-start": object({ phase: oneOf("install", "run", "render"), detail: text(1024) }),
  "stdout-delta": object({ text: text(wire.text) }),
  "stderr-delta": object({ text: text(wire.text) }),
  "output-available": object({ output: wireOutput }),
  "outputs-clear": object({}),
  "run-log": object({ level: oneOf("info", "warn"), text: text(65_536) }),
  "fetch-request": object({ requestId: integer(0, Number.MAX_SAFE_INTEGER), method: text(16), url: text(wire.url) }),
  "limit-met": object({ what: oneOf("stdout", "stderr", "outputs") }),
  "stream-end": object({}),
});

export const workerReport: Guard<WorkerReport> = object({
  status: oneOf("ok", "error", "limit"),
  error: nullable(runError),
  value: nullable(text(1 << 20)),
  exitCode: integer(-(2 ** 31), 2 ** 32),
  files: wireFiles,
  peakMemoryBytes: number(0, 2 ** 53),
  truncated: list(oneOf("stdout", "stderr", "outputs", "files"), 8),
});
