import { buffer, type Guard, integer, message, nullable, number, object, oneOf, text, wasmModule } from "../guards.ts";
import type { Limits } from "../limits.ts";
import type { RunError } from "../result.ts";
import type { RunInputs } from "../run.ts";
import { fetchRequest, packagesHeld, runError, type SessionAnswer, type SessionQuestion, type SessionState, sessionState, tailBytes, type WireCut, type WireFile, type WireOutput, type WireProfile, wire, wireCut, wireFiles, wireProfile, wireOutput } from "./shared.ts";

/** What the kernel frame gives each worker to boot from: the runtime's parts by their names, scripts as blob URLs of the frame. */
export interface WorkerBoot {
  scripts: Record<string, string>;
  modules: Record<string, WebAssemblyModule>;
  bytes: Record<string, ArrayBuffer>;
  texts: Record<string, string>;
  // Shared with the frame where the engine shares memory (a cross-origin isolated page), laid out as `sharedLayout` says; else null.
  shared: SharedMemory | null;
  // A frozen interpreter to go on from; null: start one from scratch.
  image: WorkerImage | null;
}

/** What an interpreter is started with, whatever runs in it later. */
export interface WorkerStart {
  language: string;
  // The run's variables, where it is started for a run.
  env: Record<string, string>;
  // Of hashing; null: not fixed.
  seed: number | null;
  // The memory that it may have; each run may set it anew.
  memoryBytes: number;
}

/** A Blob; named here because this package has no DOM types. */
export type BlobLike = object;

/** An interpreter that was frozen with modules of packages in it, and what must be there before it goes on. */
export interface WorkerImage {
  // The interpreter's memory; null: it is yet to be made.
  memory: ArrayBuffer | null;
  // In the order in which they were installed: each shared library has its place in the memory by it.
  packages: HeldPackage[];
  // Which library has which of dlopen's handles.
  handles: [handle: number, path: string][];
}

/** A package of an image. It is installed when a run wants it; what counts before are its libraries' places in the memory. */
export interface HeldPackage {
  name: string;
  // An archive of the runtime's own making; the frame never looks into it.
  files: BlobLike;
  libraries: { path: string; module: WebAssemblyModule }[];
}

/** A package that was installed in an interpreter that did nothing else. */
export interface PackedPackage {
  name: string;
  files: ArrayBuffer;
  libraries: { path: string; bytes: ArrayBuffer }[];
}

/** An interpreter's memory with its packages imported. */
export interface FrozenMemory {
  memory: ArrayBuffer;
  handles: [handle: number, path: string][];
}

/** A SharedArrayBuffer; named here because this package has no DOM types. */
export type SharedMemory = object;

/**
 * The shared memory, in bytes. `interrupt`: Pyodide's interrupt byte, 2 raises KeyboardInterrupt. `state` and `length`: int32, for a worker that
 * waits for input with Atomics: 0 waiting, 1 answered with `length` bytes of UTF-8 at `text`, 2 no more input.
 */
export const sharedLayout = { interrupt: 0, state: 4, length: 8, text: 16, size: 65_536 } as const;

/** A compiled WebAssembly.Module; named here because this package has no DOM types. */
export type WebAssemblyModule = object;

/** A WASI module that was checked, metered and compiled before any of it ran. The frame keeps it for the next run of the same bytes under the same limits. */
export interface WirePreparedModule {
  module: WebAssemblyModule;
  // What runs it; null: it runs as it starts.
  entry: string | null;
  // Names of the exports that metering added.
  exports: { fuel: string; refuel: string | null; start: string | null };
  // Of 32 bits each: where its functions' bodies begin.
  bodies: ArrayBuffer;
  // What it weighs where modules are kept.
  bytes: number;
}

/** What the worker's Comlink call `run` resolves to. The guest owns the worker: guard it. */
export interface WorkerReport {
  status: "ok" | "error" | "limit";
  error: RunError | null;
  value: string | null;
  exitCode: number;
  files: WireFile[];
  peakMemoryBytes: number;
  // In the runtime's own unit; null where it counts none.
  fuel: number | null;
  // Of runs of a session whose interpreter can go on.
  session: SessionState | null;
}

/** The calls that the kernel frame makes to a worker over Comlink (frame → worker only; the frame exposes nothing). */
export interface WorkerCalls {
  /** Starts the interpreter, or goes on from an image. Once, before anything else. Where the image failed it says why, and has started one from scratch. */
  open(boot: WorkerBoot, start: WorkerStart): Promise<string | null>;
  /** Installs packages from these wheels, and nothing else (no guest code). In place of `open`. */
  pack(boot: WorkerBoot, names: string[], wheels: { url: string; bytes: BlobLike }[]): Promise<PackedPackage[]>;
  /** Runs code of ours, which imports what the packages have, in an interpreter with the files and libraries of `boot.image`, and freezes it. In place of `open`. */
  freeze(boot: WorkerBoot, code: string): Promise<FrozenMemory>;
  /** Installs packages ahead of the first run, as far as the image holds them. */
  furnish(names: string[]): Promise<void>;
  /** Runs a program in it; in a session again and again, one at a time. `kept`: its module, where an earlier run had it prepared. */
  run(inputs: RunInputs, limits: Limits, inSession: boolean, kept: WirePreparedModule | null): Promise<WorkerReport>;
  /** Answers a question while no run is going on. */
  ask(question: SessionQuestion): Promise<SessionAnswer>;
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
  | { type: "fetch-request"; requestId: number; method: string; url: string; headers: Record<string, string>; body: ArrayBuffer | null }
  | { type: "input-request"; requestId: number; prompt: string }
  // The program reached a line of its own text for the first time: a run that is ended from outside can say where it was.
  | { type: "line-reached"; source: string; line: number }
  // A limit cut something. Said at once, as a run that is ended from outside makes no report, and again with the whole amount at the end.
  | ({ type: "limit-met" } & WireCut)
  // The end of what a stream's limit cut, so far: once a second at most, and at the end.
  | { type: "stream-tail"; stream: "stdout" | "stderr"; text: string }
  // Packages that the run asked for and that its image holds, so that nothing was fetched for them.
  | { type: "packages-held"; names: string[] }
  // The program's module is ready, and nothing of it has run.
  | { type: "module-prepared"; prepared: WirePreparedModule }
  // Where the time went, at the end of a run that asked for it.
  | { type: "profile-taken"; profile: WireProfile }
  // The interpreter's memory as it starts, and whenever it has grown.
  | { type: "memory-grown"; bytes: number }
  // Last event of a run. Calls and events are two ports, so the report alone could overtake an output.
  | { type: "stream-end" };

export const workerEvent: Guard<WorkerEvent> = message<WorkerEvent>({
  "phase-start": object({ phase: oneOf("install", "run", "render"), detail: text(1024) }),
  "stdout-delta": object({ text: text(wire.text) }),
  "stderr-delta": object({ text: text(wire.text) }),
  "output-available": object({ output: wireOutput }),
  "outputs-clear": object({}),
  "run-log": object({ level: oneOf("info", "warn"), text: text(65_536) }),
  "fetch-request": object(fetchRequest),
  "input-request": object({ requestId: integer(0, Number.MAX_SAFE_INTEGER), prompt: text(65_536) }),
  "line-reached": object({ source: text(1024), line: integer(1, 1e9) }),
  "limit-met": object(wireCut),
  "stream-tail": object({ stream: oneOf("stdout", "stderr"), text: text(tailBytes) }),
  "packages-held": object(packagesHeld),
  "module-prepared": object({
    prepared: object({
      module: wasmModule,
      entry: nullable(text(64)),
      exports: object({ fuel: text(1024), refuel: nullable(text(1024)), start: nullable(text(1024)) }),
      bodies: buffer(wire.bytes),
      bytes: integer(0, wire.bytes),
    }),
  }),
  "profile-taken": object({ profile: wireProfile }),
  "memory-grown": object({ bytes: number(0, 2 ** 53) }),
  "stream-end": object({}),
});

export const workerReport: Guard<WorkerReport> = object({
  status: oneOf("ok", "error", "limit"),
  error: nullable(runError),
  value: nullable(text(1 << 20)),
  exitCode: integer(-(2 ** 31), 2 ** 32),
  files: wireFiles,
  peakMemoryBytes: number(0, 2 ** 53),
  fuel: nullable(number(0, 2 ** 53)),
  session: nullable(sessionState),
});
