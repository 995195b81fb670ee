import type { Json } from "@vitrine/protocol";
import type { Budget } from "./budget.ts";
import { isObject } from "./json.ts";

type Numbers = ArrayLike<number>;

const kinds: Record<string, { bytes: number; view: (buffer: ArrayBuffer) => Numbers }> = Object.assign(Object.create(null) as object, {
  i1: { bytes: 1, view: (buffer: ArrayBuffer) => new Int8Array(buffer) },
  u1: { bytes: 1, view: (buffer: ArrayBuffer) => new Uint8Array(buffer) },
  u1c: { bytes: 1, view: (buffer: ArrayBuffer) => new Uint8Array(buffer) },
  i2: { bytes: 2, view: (buffer: ArrayBuffer) => new Int16Array(buffer) },
  u2: { bytes: 2, view: (buffer: ArrayBuffer) => new Uint16Array(buffer) },
  i4: { bytes: 4, view: (buffer: ArrayBuffer) => new Int32Array(buffer) },
  u4: { bytes: 4, view: (buffer: ArrayBuffer) => new Uint32Array(buffer) },
  f4: { bytes: 4, view: (buffer: ArrayBuffer) => new Float32Array(buffer) },
  f8: { bytes: 8, view: (buffer: ArrayBuffer) => new Float64Array(buffer) },
});

/** Numbers as plotly.py 6 writes them, `{ dtype, bdata }`: how many, and the numbers where the budget allows decoding them. Undefined where it is no such thing. */
export function decodeTyped(value: Json | undefined, budget: Budget): { count: number; numbers: Numbers | undefined } | undefined {
  if (!isObject(value) || typeof value["bdata"] !== "string" || typeof value["dtype"] !== "string") return undefined;
  const kind = kinds[value["dtype"]];
  if (!kind) return undefined;
  const { bdata } = value;
  const count = Math.floor((bdata.length * 3) / 4 / kind.bytes - (bdata.endsWith("==") ? 2 : bdata.endsWith("=") ? 1 : 0) / kind.bytes);
  if (count > budget.values) return { count, numbers: undefined };
  budget.values -= count;
  const text = atob(bdata);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return { count, numbers: kind.view(bytes.buffer.slice(0, count * kind.bytes)) };
}
