import fc from "fast-check";
import { anyText } from "./any-text.ts";

class Classy {
  type = "stream-end";
  runId = "run-1";
}

const deep = (depth: number): unknown => {
  let value: unknown = {};
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

const circle = (): unknown => {
  const round: Record<string, unknown> = { type: "run-end" };
  round["self"] = [round];
  return round;
};

/** What a structured clone can carry and no message holds. Made anew for each case, as handlers may keep or change it. */
const cloneable: (() => unknown)[] = [
  () => undefined, () => null, () => true, () => Number.NaN, () => Number.POSITIVE_INFINITY, () => -0, () => -1, () => 2 ** 53, () => 1.5, () => 1n, () => "", () => [], () => ({}),
  () => "x".repeat(70_000), () => deep(10), () => deep(20_000), circle,
  () => new Map([["type", "stream-end"]]), () => new Set([1]), () => new Date(0), () => /x/, () => new Error("type"), () => new Classy(), () => Object("text"), () => Object(1),
  () => new ArrayBuffer(8), () => new ArrayBuffer(8, { maxByteLength: 64 }), () => new Uint8Array(8), () => new DataView(new ArrayBuffer(8)), () => new SharedArrayBuffer(8), () => new Blob(["x"]),
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown,
  () => ({ then: "x", toJSON: 1, toString: null, valueOf: {} }),
  // A hole, and a length without items.
  () => Object.assign([], { 3: "x" }), () => Array.from({ length: 5000 }),
  () => Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`key-${index}`, index])),
];

const trap = () => {
  throw new Error("a trap of the fuzzer");
};

/** What only code in the same realm could hand over. */
const inProcess: (() => unknown)[] = [
  () => () => "x", () => Symbol("type"), () => Object.create(null) as unknown,
  () => ({ [Symbol.toStringTag]: "ArrayBuffer", byteLength: 4 }), () => ({ [Symbol.toPrimitive]: trap }), () => ({ toString: trap, valueOf: trap }),
  () => ({ then: trap }), () => Object.defineProperty({}, "type", { enumerable: true, get: trap }),
  () => new Proxy({}, { ownKeys: trap, getPrototypeOf: trap, get: trap }), () => new Proxy([], { get: trap }), () => new Proxy(() => {}, {}),
  () => Promise.resolve({ type: "run-end" }), () => new MessageChannel().port1, () => new WeakMap(), () => new URL("https://a.invalid/"),
];

/** Something that no message should hold. With `inProcess`, also what a port could not carry. */
export function hostileValue({ inProcess: also }: { inProcess: boolean }): fc.Arbitrary<unknown> {
  const made = fc.constantFrom(...cloneable, ...(also ? inProcess : [])).map((make) => make());
  return fc.oneof({ arbitrary: made, weight: 3 }, { arbitrary: anyText(), weight: 1 }, { arbitrary: fc.jsonValue(), weight: 1 }, { arbitrary: fc.double(), weight: 1 });
}
