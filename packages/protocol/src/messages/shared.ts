import { boolean, buffer, either, type Guard, integer, list, message, nullable, number, object, oneOf, record, text } from "../guards.ts";
import { type ErrorCode, errorCodes } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { defaultLimits } from "../limits.ts";
import type { RunError } from "../result.ts";
import type { RunInputs } from "../run.ts";
import type { Variable } from "../session.ts";

/** Hard caps of the wire itself, above whatever limits an embedder sets. */
export const wire = { id: 64, text: 1 << 28, bytes: 1 << 30, url: 8192, files: 10_000 } as const;

/** Names one run for as long as its sandbox lives. */
export type RunId = string;
export const runId: Guard<RunId> = text(wire.id);

/** Names one session for as long as its sandbox lives. */
export type SessionId = string;
export const sessionId: Guard<SessionId> = text(wire.id);

/** A question to a session's interpreter while no run is going on in it. `before`: the code before the cursor. */
export type SessionQuestion = { type: "variables" } | { type: "completion"; before: string } | { type: "files" };

export type SessionAnswer =
  | { type: "variables"; variables: Variable[] }
  // `token`: the end of the code that the matches replace.
  | { type: "completion"; token: string; matches: string[] }
  | { type: "files"; files: WireFile[] };

/** What a session's interpreter holds after a run. */
export interface SessionState {
  variables: Variable[];
  // Every file there is, so that the host knows what went.
  paths: string[];
}

/** What a limit cut: how much there was, in the limit's own unit. */
export interface WireCut {
  what: "stdout" | "stderr" | "outputs" | "files";
  limit: "stdoutBytes" | "outputCount" | "outputBytes" | "outputDepth" | "outputNodes" | "fileCount" | "fileBytes";
  made: number;
}

/** Most bytes of a stream's text past its limit that are kept, as the end of it; never more than the limit itself. */
export const tailBytes = 16_384;

export const packagesHeld = { names: list(text(1024), 1000) };

export const wireCut = {
  what: oneOf("stdout", "stderr", "outputs", "files"),
  limit: oneOf("stdoutBytes", "outputCount", "outputBytes", "outputDepth", "outputNodes", "fileCount", "fileBytes"),
  made: number(0, Number.MAX_SAFE_INTEGER),
};

/**
 * An output on its way out of the worker: JSON types travel as JSON text, because JSON.parse can only make plain data,
 * where a structured clone could be cyclic, or a Map, or a getter's ghost.
 */
export interface WireOutput {
  id: string;
  data: Record<string, WirePart>;
  // JSON text of an object.
  metadata: string;
}

/** One form of an output: text, bytes, or JSON text beside long lists of numbers. */
export type WirePart = string | ArrayBuffer | WireNumbers;

/**
 * JSON text in which `{ [numbersKey]: [type, offset, ...lengths] }` stands for the numbers at that place in `numbers`: a list, or lists in lists by their
 * lengths. `type` is a key of `numberTypes`, the offset counts bytes. What is not finite stands for null.
 */
export interface WireNumbers {
  json: string;
  numbers: ArrayBuffer;
}

/** Names a place in `WireNumbers.numbers`, and stands alone in its object. */
export const numbersKey = "vitrine:numbers";

/** Types of numbers, little-endian, by NumPy's names. */
export const numberTypes = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array } as const;

/** What a form weighs in bytes; text counts by characters. */
export function wirePartSize(part: WirePart): number {
  if (typeof part === "string") return part.length;
  return "json" in part ? part.json.length + part.numbers.byteLength : part.byteLength;
}

/** The buffers of an output, each once, as a message transfers them. */
export function wireBuffers({ data }: WireOutput): ArrayBuffer[] {
  return [...new Set(Object.values(data).flatMap((part) => (typeof part === "string" ? [] : "json" in part ? [part.numbers] : [part])))];
}

const wirePart: Guard<WirePart> = either(either(text(wire.text), buffer(wire.bytes)), object({ json: text(wire.text), numbers: buffer(wire.bytes) }));

/** A profile on its way out of the worker: places, and what was going on, by the index of each place, outermost first. */
export interface WireProfile {
  unit: "ms" | "fuel";
  frames: { name: string; source: string | null; line: number | null }[];
  stacks: { frames: number[]; weight: number; samples: number }[];
}

/** Most places, and most stacks, of a profile; and most frames of a stack. */
export const profileCaps = { frames: 2000, stacks: 2000, depth: 100 } as const;

export const wireProfile: Guard<WireProfile> = object({
  unit: oneOf("ms", "fuel"),
  frames: list(object({ name: text(256), source: nullable(text(1024)), line: nullable(integer(0, 1e9)) }), profileCaps.frames),
  stacks: list(object({ frames: list(integer(0, profileCaps.frames - 1), profileCaps.depth), weight: number(0, 2 ** 53), samples: number(0, 2 ** 53) }), profileCaps.stacks),
});

export const wireOutput: Guard<WireOutput> = object({
  id: text(wire.id),
  data: record(wirePart, 20, 128),
  metadata: text(65_536),
});

export interface WireFile {
  path: string;
  bytes: ArrayBuffer;
}

export const wireFiles: Guard<WireFile[]> = list(object({ path: text(4096), bytes: buffer(wire.bytes) }), wire.files);

const variables: Guard<Variable[]> = list(object({ name: text(1024), type: text(256), shape: nullable(list(integer(0, Number.MAX_SAFE_INTEGER), 64)), preview: text(1024) }), 10_000);

export const sessionQuestion: Guard<SessionQuestion> = message<SessionQuestion>({
  variables: object({}),
  completion: object({ before: text(wire.text) }),
  files: object({}),
});

export const sessionAnswer: Guard<SessionAnswer> = message<SessionAnswer>({
  variables: object({ variables }),
  completion: object({ token: text(1024), matches: list(text(4096), 1000) }),
  files: object({ files: wireFiles }),
});

export const sessionState: Guard<SessionState> = object({ variables, paths: list(text(4096), wire.files) });

/** What a `fetch-request` says, on both of its ways. */
export const fetchRequest = {
  requestId: integer(0, Number.MAX_SAFE_INTEGER),
  method: text(16),
  url: text(wire.url),
  headers: record(text(8192), 100, 256),
  body: nullable(buffer(wire.bytes)),
};

export const runError: Guard<RunError> = object({
  code: oneOf(...(Object.keys(errorCodes) as ErrorCode[])),
  name: text(256),
  message: text(65_536),
  traceback: text(1 << 20),
  source: nullable(text(1024)),
  line: nullable(integer(1, 1e9)),
  column: nullable(integer(1, 1e9)),
  fix: text(4096),
});

export const runInputs: Guard<RunInputs> = object({
  language: text(64),
  sources: list(object({ name: text(1024), code: text(wire.text) }), 1000),
  module: nullable((value) => new Uint8Array(asBuffer(value))),
  packages: list(text(1024), 1000),
  files: list(object({ path: text(4096), bytes: (value) => new Uint8Array(asBuffer(value)), readOnly: boolean }), wire.files),
  directories: nullable(list(object({ path: text(4096), readOnly: boolean }), 1000)),
  stdin: text(wire.text),
  args: list(text(65_536), 1000),
  env: record(text(65_536), 1000),
  seed: nullable(integer(0, 2 ** 32 - 1)),
  epoch: nullable(number(-8.64e15, 8.64e15)),
  interactive: boolean,
  variables: record(text(wire.text), 1000, 64),
  functions: list(object({ name: text(64), codeHash: text(64) }), 100),
  profile: boolean,
});

function asBuffer(value: unknown): ArrayBuffer {
  return ArrayBuffer.isView(value) ? (value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer) : buffer(wire.bytes)(value);
}

export const limits: Guard<Limits> = object(
  Object.fromEntries(Object.keys(defaultLimits).map((key) => [key, number(0, Number.MAX_SAFE_INTEGER)])) as { [K in keyof Limits]: Guard<number> },
);
