import { blob, buffer, type Guard, integer, list, message, nullable, number, object, oneOf, record, text } from "../guards.ts";
import type { Limits } from "../limits.ts";
import type { InterpreterStart, ModuleStart, RunError, RunStatus } from "../result.ts";
import type { RunInputs, RunPhase } from "../run.ts";
import type { BlobLike } from "./kernel-worker.ts";
import {
  fetchRequest,
  limits,
  packagesHeld,
  type RunId,
  runError,
  runId,
  runInputs,
  type SessionAnswer,
  type SessionId,
  type SessionQuestion,
  type SessionState,
  sessionAnswer,
  sessionId,
  sessionQuestion,
  sessionState,
  tailBytes,
  type WireCut,
  type WireFile,
  type WireOutput,
  type WireProfile,
  wire,
  wireCut,
  wireFiles,
  wireOutput,
  wireProfile,
} from "./shared.ts";

/** Hands the kernel frame what every worker of a language needs; sent once for each (host → kernel). Answered by `kernel-started` or `kernel-failed`. */
export interface KernelStart {
  type: "kernel-start";
  language: string;
  // Text of the worker script; the frame makes a blob URL of it, as an opaque frame can load nothing else.
  workerScript: string;
  // Those that earlier pages kept, and that may be used.
  images: KeptImage[];
  runtime: RuntimeParts;
}

/** An image, as `image-made` gave it. */
export interface KeptImage {
  // Of each kind one is in use.
  kind: string;
  // Packages that are in it (normalised names).
  packages: string[];
  image: BlobLike;
}

/**
 * What a runtime starts from, by names that are known to who loads it in the host and to the runtime in the worker. The frame knows none of them: a new runtime
 * changes nothing here. Bytes are checked against their hashes by the host.
 */
export interface RuntimeParts {
  // Each worker gets a blob URL of its own for each.
  scripts: Record<string, ArrayBuffer>;
  // Compiled once; workers share the Modules.
  modules: Record<string, ArrayBuffer>;
  // Copied into each worker.
  bytes: Record<string, ArrayBuffer>;
  texts: Record<string, string>;
}

/** Starts a run in a fresh worker (host → kernel). Answered by run events and one `run-end`. */
export interface RunStart {
  type: "run-start";
  runId: RunId;
  inputs: RunInputs;
  limits: Limits;
  // Packages that the program will probably install (normalised names), so that the right interpreter is taken for it.
  wants: string[];
  // Names the module's bytes, so that the frame finds it compiled where it ran before; null: the program is none.
  moduleKey: string | null;
  // The session whose interpreter runs it, started where it is not there yet; null: a fresh one that ends with the run.
  sessionId: SessionId | null;
}

/** Ends the run by killing its worker (host → kernel). Answered by `run-end` with status "aborted". */
export interface RunAbort {
  type: "run-abort";
  // Required: a late abort must not kill the next run.
  runId: RunId;
}

/**
 * Asks the program to stop and to keep its session (host → kernel). Where the engine cannot interrupt, or the program does not heed it,
 * the worker is killed. Answered by `run-end` with status "aborted".
 */
export interface RunInterrupt {
  type: "run-interrupt";
  runId: RunId;
}

/** Answers an `input-request`; null: there is no more input (host → kernel → worker). */
export interface InputResponse {
  type: "input-response";
  runId: RunId;
  requestId: number;
  text: string | null;
}

/** Asks a session's interpreter something (host → kernel → worker). Answered by `session-answer`. */
export interface SessionAsk {
  type: "session-ask";
  sessionId: SessionId;
  requestId: number;
  question: SessionQuestion;
}

/** Ends a session and its worker (host → kernel). Not answered. */
export interface SessionClose {
  type: "session-close";
  sessionId: SessionId;
}

/** How many interpreters wait ahead, and the memory that each may have (host → kernel). Not answered. */
export interface KernelSpares {
  type: "kernel-spares";
  count: number;
  memoryBytes: number;
}

/** Packages that the next program will probably install: interpreters that wait get ready for it (host → kernel). Not answered. */
export interface KernelExpect {
  type: "kernel-expect";
  wants: string[];
}

/** An image for interpreters to go on from, in place of the one of its kind (host → kernel). Answered by `image-refused` where it does not do. */
export interface ImageUse extends KeptImage {
  type: "image-use";
}

/** Has an image made of these packages of the lock, as the code leaves them (host → kernel). Answered by `image-made`. */
export interface ImageMake {
  type: "image-make";
  names: string[];
  // Ours: imports them, and does once what programs do first.
  code: string;
  // All that the packages need, by the URLs that the lock gives them.
  wheels: { url: string; bytes: ArrayBuffer }[];
}

/** Asks whether the frame lives, and what it holds (host → kernel). Answered by `kernel-pong`. */
export interface KernelPing {
  type: "kernel-ping";
}

/** What a kernel frame holds. */
export interface KernelCounts {
  /** Workers that live, of runs and sessions. */
  workers: number;
  /** Workers that wait for a run. */
  spares: number;
  /** Blob URLs that are not revoked. */
  blobUrls: number;
}

/** The frame lives (kernel → host). */
export interface KernelPong {
  type: "kernel-pong";
  counts: KernelCounts;
}

/** The broker's answer to a `fetch-request` (host → kernel → worker). */
export interface FetchResponse {
  type: "fetch-response";
  runId: RunId;
  requestId: number;
  status: number;
  statusText: string;
  // Where the answer came from, after redirects.
  url: string;
  headers: Record<string, string>;
  body: ArrayBuffer;
}

/** The broker refuses a `fetch-request` (host → kernel → worker). */
export interface FetchDenied {
  type: "fetch-denied";
  runId: RunId;
  requestId: number;
  // Reaches the guest's error text.
  reason: string;
}

export type HostToKernel = KernelStart | KernelPing | KernelSpares | KernelExpect | ImageUse | ImageMake | RunStart | RunAbort | RunInterrupt | InputResponse | SessionAsk | SessionClose | FetchResponse | FetchDenied;

/** The kernel script runs and listens (kernel → host). */
export interface KernelReady {
  type: "kernel-ready";
}
/** The language's runtime is compiled; its runs can start (kernel → host). */
export interface KernelStarted {
  type: "kernel-started";
  language: string;
}
export interface KernelFailed {
  type: "kernel-failed";
  // null: the frame refused a message.
  language: string | null;
  message: string;
}
/** An image, to be kept and used again; null: it could not be made, and why (kernel → host). */
export interface ImageMade {
  type: "image-made";
  image: BlobLike | null;
  message: string;
}
/** The image in use did not do; interpreters start from scratch (kernel → host). */
export interface ImageRefused {
  type: "image-refused";
  message: string;
}
/** Packages that a run asked for and that its image holds (worker → kernel → host). */
export interface PackagesHeld {
  type: "packages-held";
  runId: RunId;
  names: string[];
}
/** A run enters a phase (kernel → host). */
export interface RunPhaseStart {
  type: "run-phase";
  runId: RunId;
  phase: RunPhase;
  detail: string;
}
export interface StdoutDelta {
  type: "stdout-delta";
  runId: RunId;
  text: string;
}
export interface StderrDelta {
  type: "stderr-delta";
  runId: RunId;
  text: string;
}
/** A new output, or one that takes the place of the output with the same id (worker → kernel → host). */
export interface OutputAvailable {
  type: "output-available";
  runId: RunId;
  output: WireOutput;
}
/** The program takes back the outputs that it made so far (worker → kernel → host). */
export interface OutputsClear {
  type: "outputs-clear";
  runId: RunId;
}
export interface RunLog {
  type: "run-log";
  runId: RunId;
  level: "info" | "warn";
  text: string;
}
/** Where the time of a run went that asked for it; before its end (worker → kernel → host). */
export interface ProfileTaken {
  type: "profile-taken";
  runId: RunId;
  profile: WireProfile;
}
/** The worker asks for a URL; the host's broker decides (worker → kernel → host). */
export interface FetchRequest {
  type: "fetch-request";
  runId: RunId;
  requestId: number;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: ArrayBuffer | null;
}
/** The program waits for a line from the reader (worker → kernel → host). */
export interface InputRequest {
  type: "input-request";
  runId: RunId;
  requestId: number;
  prompt: string;
}
/** What a session's interpreter answered; null where it has no interpreter or did not answer (kernel → host). */
export interface SessionAnswered {
  type: "session-answer";
  sessionId: SessionId;
  requestId: number;
  answer: SessionAnswer | null;
}
/** A session's worker died between runs (kernel → host). */
export interface SessionLost {
  type: "session-lost";
  sessionId: SessionId;
  message: string;
}
/** The last message of a run (kernel → host). */
export interface RunEnd {
  type: "run-end";
  runId: RunId;
  status: RunStatus;
  error: RunError | null;
  value: string | null;
  exitCode: number | null;
  files: WireFile[];
  // Milliseconds by phase, as the frame measured them.
  timings: { boot: number; install: number; run: number; render: number };
  // What its interpreter came from.
  start: InterpreterStart;
  // Whether its module was compiled for it or kept from an earlier run; null: it has none, or did not come so far.
  module: ModuleStart | null;
  peakMemoryBytes: number | null;
  // In the runtime's own unit; null where it counts none.
  fuel: number | null;
  cuts: WireCut[];
  // The ends of what was cut of the streams; empty where nothing was, or it is not known.
  tails: { stdout: string; stderr: string };
  // What the session holds now; null where its interpreter went with the run, or the run was in none.
  session: SessionState | null;
}

export type KernelToHost =
  | KernelReady
  | KernelStarted
  | KernelFailed
  | KernelPong
  | ImageMade
  | ImageRefused
  | PackagesHeld
  | RunPhaseStart
  | StdoutDelta
  | StderrDelta
  | OutputAvailable
  | OutputsClear
  | RunLog
  | ProfileTaken
  | FetchRequest
  | InputRequest
  | SessionAnswered
  | SessionLost
  | RunEnd;

const requestId = integer(0, Number.MAX_SAFE_INTEGER);
const count = integer(0, Number.MAX_SAFE_INTEGER);
const bytes = buffer(wire.bytes);
const streamed = object({ runId, text: text(wire.text) });
const ms = number(0, Number.MAX_SAFE_INTEGER);

const named = record(bytes, 16, 64);
const names = list(text(1024), 1000);
const keptImage = { kind: text(16), packages: names, image: blob(wire.bytes) };

export const hostToKernel: Guard<HostToKernel> = message<HostToKernel>({
  "kernel-start": object({
    language: text(64),
    workerScript: text(wire.text),
    images: list(object(keptImage), 4),
    runtime: object({ scripts: named, modules: named, bytes: named, texts: record(text(wire.text), 16, 64) }),
  }),
  "kernel-ping": object({}),
  "kernel-spares": object({ count: integer(0, 4), memoryBytes: number(0, Number.MAX_SAFE_INTEGER) }),
  "kernel-expect": object({ wants: names }),
  "image-use": object(keptImage),
  "image-make": object({ names: list(text(1024), 100), code: text(65_536), wheels: list(object({ url: text(wire.url), bytes }), 1000) }),
  "run-start": object({ runId, inputs: runInputs, limits, wants: names, moduleKey: nullable(text(128)), sessionId: nullable(sessionId) }),
  "run-abort": object({ runId }),
  "run-interrupt": object({ runId }),
  "input-response": object({ runId, requestId, text: nullable(text(wire.text)) }),
  "session-ask": object({ sessionId, requestId, question: sessionQuestion }),
  "session-close": object({ sessionId }),
  "fetch-response": object({ runId, requestId, status: integer(200, 599), statusText: text(1024), url: text(wire.url), headers: record(text(8192), 200, 256), body: bytes }),
  "fetch-denied": object({ runId, requestId, reason: text(8192) }),
});

export const kernelToHost: Guard<KernelToHost> = message<KernelToHost>({
  "kernel-ready": object({}),
  "kernel-started": object({ language: text(64) }),
  "kernel-failed": object({ language: nullable(text(64)), message: text(65_536) }),
  "kernel-pong": object({ counts: object({ workers: count, spares: count, blobUrls: count }) }),
  "image-made": object({ image: nullable(blob(wire.bytes)), message: text(65_536) }),
  "image-refused": object({ message: text(65_536) }),
  "packages-held": object({ runId, ...packagesHeld }),
  "run-phase": object({ runId, phase: oneOf("queue", "boot", "install", "run", "render", "end"), detail: text(1024) }),
  "stdout-delta": streamed,
  "stderr-delta": streamed,
  "output-available": object({ runId, output: wireOutput }),
  "outputs-clear": object({ runId }),
  "run-log": object({ runId, level: oneOf("info", "warn"), text: text(65_536) }),
  "profile-taken": object({ runId, profile: wireProfile }),
  "input-request": object({ runId, requestId, prompt: text(65_536) }),
  "session-answer": object({ sessionId, requestId, answer: nullable(sessionAnswer) }),
  "session-lost": object({ sessionId, message: text(65_536) }),
  "fetch-request": object({ runId, ...fetchRequest }),
  "run-end": object({
    runId,
    status: oneOf("ok", "error", "timeout", "limit", "aborted", "crashed"),
    error: nullable(runError),
    value: nullable(text(1 << 20)),
    exitCode: nullable(integer(-(2 ** 31), 2 ** 32)),
    files: wireFiles,
    timings: object({ boot: ms, install: ms, run: ms, render: ms }),
    start: oneOf("none", "scratch", "image", "spare", "session"),
    module: nullable(oneOf("compiled", "kept")),
    peakMemoryBytes: nullable(number(0, 2 ** 53)),
    fuel: nullable(number(0, 2 ** 53)),
    cuts: list(object(wireCut), 8),
    tails: object({ stdout: text(tailBytes), stderr: text(tailBytes) }),
    session: nullable(sessionState),
  }),
});
