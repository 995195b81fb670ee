import assert from "node:assert/strict";
import { test } from "node:test";
import { buffer, check, either, type Guard, integer, list, message, nullable, number, object, oneOf, record, text } from "./guards.ts";

const takes = (guard: Guard<unknown>, value: unknown) => assert.deepEqual(check(guard, value), { ok: true, value });
const refuses = (guard: Guard<unknown>, ...values: unknown[]) => {
  for (const value of values) {
    const checked = check(guard, value);
    assert.equal(checked.ok, false, `${String(guard)} took ${typeof value}`);
    assert.equal(typeof (checked as { reason: unknown }).reason, "string");
  }
};
const parsed = (json: string): unknown => JSON.parse(json);

test("S3: text is a primitive string up to its cap", () => {
  for (const value of ["", "abc", "\ud800", "\0"]) takes(text(3), value);
  // Strings from elsewhere, and what only looks like one.
  refuses(text(3), "abcd", 1, null, undefined, ["a"], { length: 1 }, Object("a"), { toString: () => "a" });
});

test("S3: numbers are finite, integers whole, both within their range", () => {
  for (const value of [0, -0, 1, 10]) takes(integer(0, 10), value);
  refuses(integer(0, 10), -1, 11, 0.5, Number.NaN, Infinity, "1", 1n, null, true, [1], Object(1), { valueOf: () => 1 });
  for (const value of [0, 0.5, 10]) takes(number(0, 10), value);
  refuses(number(0, 10), -0.1, 10.1, Number.NaN, Infinity, -Infinity, "1", 1n, null, [1], Object(1), { valueOf: () => 1 });
});

test("S3: a word is one of the given ones, never one of a prototype's", () => {
  takes(oneOf("a", "b"), "a");
  refuses(oneOf("a", "b"), "c", "", "length", "constructor", "__proto__", 0, ["a"], Object("a"));
});

test("S3: bytes are an ArrayBuffer up to its cap, and no view, shared memory or look-alike", () => {
  const bytes = new ArrayBuffer(4);
  assert.equal((check(buffer(4), bytes) as { value: unknown }).value, bytes);
  refuses(buffer(4), new ArrayBuffer(5), new Uint8Array(4), new DataView(bytes), [1, 2], { byteLength: 1 }, { byteLength: 1, [Symbol.toStringTag]: "ArrayBuffer" }, "abcd", null);
  if ("SharedArrayBuffer" in globalThis) refuses(buffer(4), new SharedArrayBuffer(4));
});

test("S3: null and either take what their parts take", () => {
  takes(nullable(text(3)), null);
  takes(nullable(text(3)), "a");
  refuses(nullable(text(3)), undefined, 0, "abcd");
  takes(either(text(3), integer(0, 1)), "a");
  takes(either(text(3), integer(0, 1)), 1);
  refuses(either(text(3), integer(0, 1)), 2, "abcd", null);
});

test("S3: a list is an array up to its cap, rebuilt without whatever hangs on it", () => {
  takes(list(text(3), 2), []);
  takes(list(text(3), 2), ["a", "b"]);
  refuses(list(text(3), 2), ["a", "b", "c"], [1], ["a", null], {}, { length: 1, 0: "a" }, "ab", new Set(["a"]), null);
  // Holes are no text.
  const holed: string[] = [];
  holed[1] = "a";
  refuses(list(text(3), 2), Array.from({ length: 1 }), holed);
  const dressed = Object.assign(["a"], { extra: 1, __proto__: { polluted: true } });
  const checked = check(list(text(3), 2), dressed) as { value: object };
  assert.deepEqual([Object.keys(checked.value), Object.getPrototypeOf(checked.value)], [["0"], Array.prototype]);
});

class Classy {
  a = "x";
}

const strangers: unknown[] = [null, undefined, 1, "{}", [], ["x"], new Map([["a", "x"]]), new Date(0), /a/, new Error("a"), () => "x", new Classy(), Object.create({ a: "x" })];

test("S3: an object has exactly the named keys, and only a plain one is an object", () => {
  const guard = object({ a: text(3) });
  takes(guard, { a: "x" });
  takes(guard, structuredClone({ a: "x" }));
  assert.deepEqual(check(guard, Object.assign(Object.create(null), { a: "x" })), { ok: true, value: { a: "x" } });
  refuses(guard, ...strangers, {}, { a: 1 }, { b: "x" }, { a: "x", b: "x" }, { constructor: "x" }, { toString: "x" }, { hasOwnProperty: "x" });
  takes(object({}), {});
  refuses(object({}), ...strangers, { a: 1 });
});

test("S3: a record has any keys up to its caps", () => {
  const guard = record(text(3), 2, 4);
  takes(guard, {});
  takes(guard, { a: "x", b: "y" });
  // As own keys these are names like any other.
  takes(guard, { a: "x", 1: "y" });
  refuses(guard, ...strangers, { a: 1 }, { a: "x", b: "y", c: "z" }, { "a-long-key": "x" });
});

test("S3: own __proto__ keys are refused at every level, and nothing is polluted", () => {
  const anything: Guard<unknown> = (value) => value;
  refuses(object({ a: text(3) }), parsed('{"a":"x","__proto__":{"polluted":1}}'), parsed('{"__proto__":"x"}'));
  refuses(record(anything, 9), parsed('{"__proto__":{"polluted":1}}'), structuredClone(parsed('{"__proto__":{"polluted":1}}')));
  refuses(object({ a: record(anything, 9) }), parsed('{"a":{"__proto__":{}}}'));
  refuses(list(record(anything, 9), 9), [parsed('{"__proto__":{}}')]);
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
});

test("S3: a rebuilt object has our prototype and plain values, whatever it was made of", () => {
  let reads = 0;
  const given = {
    get a(): string {
      reads += 1;
      return reads === 1 ? "x" : "a much longer text";
    },
  };
  const checked = check(object({ a: text(3) }), given) as { value: object };
  assert.deepEqual(Object.getOwnPropertyDescriptor(checked.value, "a"), { value: "x", writable: true, enumerable: true, configurable: true });
  assert.equal(reads, 1);
  const symbols = check(object({ a: text(3) }), { a: "x", [Symbol.toPrimitive]: () => "x", [Symbol.iterator]: null }) as { value: object };
  assert.deepEqual(Reflect.ownKeys(symbols.value), ["a"]);
});

type Signal = { type: "go"; speed: number } | { type: "stop" };
const signal = message<Signal>({ go: object({ speed: integer(0, 9) }), stop: object({}) });

test("S3: a message is told apart by its own type, never by a name that objects have anyway", () => {
  takes(signal, { type: "go", speed: 1 });
  takes(signal, { type: "stop" });
  for (const type of [...Object.getOwnPropertyNames(Object.prototype), "", "GO", "go ", 1, null, undefined, ["go"], { toString: () => "go" }, Symbol("go")]) {
    refuses(signal, { type }, { type, speed: 1 });
  }
  refuses(signal, { type: "stop", speed: 1 }, { type: "go" }, { speed: 1 }, {}, Object.create({ type: "stop" }), parsed('{"type":"stop","__proto__":{"speed":1}}'));
});

test("S3: a guard never throws at its caller, and a reason quotes little of what it refused", () => {
  const trap = new Proxy({}, { ownKeys: () => assert.fail("trapped"), getPrototypeOf: () => assert.fail("trapped") });
  const getter = Object.defineProperty({}, "type", { enumerable: true, get: () => assert.fail("trapped") });
  refuses(signal, trap, getter);
  const long = check(signal, { type: "x".repeat(1e6) }) as { reason: string };
  const key = check(object({ a: text(3) }), { ["k".repeat(1e6)]: 1 }) as { reason: string };
  assert.ok(long.reason.length < 200 && key.reason.length < 200, "short reasons");
  // Deeper than any stack, and in a circle: a guard only goes where it has names.
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  const circle: Record<string, unknown> = { type: "stop" };
  circle["self"] = circle;
  refuses(signal, deep, circle, { type: "go", speed: deep }, { type: "go", speed: circle });
});
