import { buffer, either, type Guard, integer, list, nullable, number, object, oneOf, record, text } from "../guards.ts";
import { type ErrorCode, errorCodes } from "../errors.ts";
import type { Limits } from "../limits.ts";
import { defaultLimits } from "../limits.ts";
import type { RunError } from "../result.ts";
import type { RunInputs } from "../run.ts";

/** Hard caps of the wire itself, above whatever limits an embedder sets. */
export const wire = { id: 64, text: 1 << 28, bytes: 1 << 30, url: 8192, files: 10_000 } as const;

/** Names one run for as long as its sandbox lives. */
export type RunId = string;
export const runId: Guard<RunId> = text(wire.id);

/**
 * An output on its way out of the worker: JSON types travel as JSON text, because JSON.parse can only make plain data,
 * where a structured clone could be cyclic, or a Map, or a getter's ghost.
 */
export interface WireOutput {
  id: string;
  data: Record<string, string | ArrayBuffer>;
  // JSON text of an object.
  metadata: string;
}

export const wireOutput: Guard<WireOutput> = object({
  id: text(wire.id),
  data: record(either(text(wire.text), buffer(wire.bytes)), 20, 128),
  metadata: text(65_536),
});

export interface WireFile {
  path: string;
  bytes: ArrayBuffer;
}

export const wireFiles: Guard<WireFile[]> = list(object({ path: text(4096), bytes: buffer(wire.bytes) }), wire.files);

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
  packages: list(text(1024), 1000),
  files: list(object({ path: text(4096), bytes: (value) => new Uint8Array(asBuffer(value)) }), wire.files),
  stdin: text(wire.text),
  args: list(text(65_536), 1000),
  env: record(text(65_536), 1000),
  seed: nullable(integer(0, 2 ** 32 - 1)),
});

function asBuffer(value: unknown): ArrayBuffer {
  return ArrayBuffer.isView(value) ? (value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer) : buffer(wire.bytes)(value);
}

export const limits: Guard<Limits> = object(
  Object.fromEntries(Object.keys(defaultLimits).map((key) => [key, number(0, Number.MAX_SAFE_INTEGER)])) as { [K in keyof Limits]: Guard<number> },
);
