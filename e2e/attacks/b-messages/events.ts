import { type Attack, equal } from "../harness/index.ts";
import { arsenal } from "../support/arsenal.ts";
import type { Hostile } from "../support/hostile-runtime.ts";

/** Runs in the worker: one message on the event port, made there by its name, then a good end. */
function sendForged({ post, finish }: Hostile, name: string): void {
  const deep = () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 500; depth++) value = [value];
    return value;
  };
  const circle: Record<string, unknown> = { type: "stdout-delta" };
  circle.text = circle;
  const output = (change: object) => ({ type: "output-available", output: { id: "output-1", data: {}, metadata: "{}", ...change } });
  const forged: Record<string, () => unknown> = {
    number: () => 42,
    null: () => null,
    text: () => "run-end",
    list: () => [{ type: "stream-end" }],
    map: () => new Map([["type", "stream-end"]]),
    error: () => new Error("stream-end"),
    blob: () => new Blob(["x"]),
    "no-type": () => ({}),
    constructor: () => ({ type: "constructor" }),
    toString: () => ({ type: "toString" }),
    proto: () => ({ type: "__proto__" }),
    "type-list": () => ({ type: ["stream-end"] }),
    "run-end": () => ({ type: "run-end", runId: "run-1", status: "ok", error: null, value: null, exitCode: 0, files: [], timings: { boot: 0, install: 0, run: 0, render: 0 }, peakMemoryBytes: null, fuel: null, cuts: [], session: null }),
    "kernel-failed": () => ({ type: "kernel-failed", message: "forged" }),
    "fetch-response": () => ({ type: "fetch-response", runId: "run-1", requestId: 0, status: 200, headers: {}, body: new ArrayBuffer(0) }),
    "foreign-run": () => ({ type: "stdout-delta", runId: "run-1", text: "forged" }),
    "own-proto": () => JSON.parse('{"type":"stdout-delta","text":"x","__proto__":{"polluted":1}}'),
    "own-proto-inside": () => output({ data: JSON.parse('{"__proto__":"x"}') }),
    "own-proto-output": () => JSON.parse('{"type":"output-available","output":{"id":"x","data":{},"metadata":"{}","__proto__":{"then":1}}}'),
    thenable: () => ({ type: "stream-end", then: 1 }),
    cyclic: () => circle,
    deep: () => ({ type: "stdout-delta", text: deep() }),
    "text-of-numbers": () => ({ type: "stdout-delta", text: 1e9 }),
    "huge-count": () => ({ type: "fetch-request", requestId: 1e300, method: "GET", url: "https://hostile.invalid/", headers: {}, body: null }),
    "long-url": () => ({ type: "fetch-request", requestId: 1, method: "GET", url: `https://hostile.invalid/${"a".repeat(8192)}`, headers: {}, body: null }),
    "phase-back": () => ({ type: "phase-start", phase: "boot", detail: "" }),
    "many-types": () => output({ data: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`a/${index}`, "x"])) }),
    "typed-array": () => output({ data: { "image/png": new Uint8Array(4) } }),
    "symbol-like": () => ({ type: "stdout-delta", text: "x", [Symbol.toPrimitive.toString()]: 1 }),
    "boxed-text": () => ({ type: "stdout-delta", text: Object("x") as unknown }),
    "boxed-type": () => ({ type: Object("stream-end") as unknown }),
    "sparse-list": () => output({ data: Object.assign([], { length: 2 ** 20 }) }),
    date: () => ({ type: "stdout-delta", text: new Date() }),
    "not-a-number": () => ({ type: "fetch-request", requestId: NaN, method: "GET", url: "https://hostile.invalid/", headers: {}, body: null }),
    "big-integer": () => ({ type: "fetch-request", requestId: 1n, method: "GET", url: "https://hostile.invalid/", headers: {}, body: null }),
    "own-proto-headers": () => ({ type: "fetch-request", requestId: 1, method: "GET", url: "https://hostile.invalid/", headers: JSON.parse('{"__proto__":"x"}'), body: null }),
    "ping-answer": () => ({ type: "kernel-pong", counts: { workers: 0, blobUrls: 0 } }),
    "session-answer": () => ({ type: "session-answer", sessionId: "session-1", requestId: 0, answer: null }),
    "extra-key": () => ({ type: "stream-end", more: 1 }),
    "missing-key": () => ({ type: "stdout-delta" }),
    "object-data": () => output({ data: { "application/json": { a: 1 } } }),
  };
  post(forged[name]!());
  finish();
}


const kinds: Record<string, string> = {
  number: "a number",
  null: "null",
  text: "bare text",
  list: "a list around a message",
  map: "a Map",
  error: "an Error",
  blob: "a Blob",
  "no-type": "an object without a type",
  constructor: 'the type "constructor"',
  toString: 'the type "toString"',
  proto: 'the type "__proto__"',
  "type-list": "a type that is a list",
  "run-end": "the frame's own run-end",
  "kernel-failed": "the frame's own kernel-failed",
  "fetch-response": "the host's own fetch-response",
  "foreign-run": "another run's id",
  "own-proto": "an own __proto__ key",
  "own-proto-inside": "an own __proto__ key in an output's data",
  "own-proto-output": "an own __proto__ key with a then in it",
  thenable: "a thenable",
  cyclic: "an object that holds itself",
  deep: "five hundred lists in each other where text is due",
  "text-of-numbers": "a number where text is due",
  "huge-count": "an id of 1e300",
  "long-url": "an address of eight thousand characters",
  "phase-back": "a phase that only the frame begins",
  "many-types": "an output of twenty-one types",
  "typed-array": "a typed array where a buffer is due",
  "object-data": "an object where JSON is due as text",
  "symbol-like": "a key that is none of the message's",
  "boxed-text": "a String object where text is due",
  "boxed-type": "a String object as type",
  "sparse-list": "a list of a million holes",
  date: "a Date where text is due",
  "not-a-number": "NaN as an id",
  "big-integer": "a BigInt as an id",
  "own-proto-headers": "an own __proto__ key among headers",
  "ping-answer": "the frame's own heartbeat",
  "session-answer": "a session's answer that nobody asked for",
  "extra-key": "a key too many",
  "missing-key": "a key too few",
};

const weapons = arsenal({ event: sendForged });

/** What the worker itself refuses to post (S12). The frame's guards meet them in raw.ts. */
const refused = new Set(["map", "error", "blob", "cyclic", "deep", "boxed-text", "boxed-type", "date", "big-integer"]);

/** S3: what a worker may not say on its event port. */
export const eventAttacks: Attack[] = Object.entries(kinds).map(([kind, what]) => ({
  id: `B-event-${kind.toLowerCase()}`,
  title: `S3: ${what} on the event port ends the run, and neither the host nor a run beside it sees it`,
  timeoutMs: 30_000,
  async run() {
    const [{ status, error, stdout, outputs }, beside] = await Promise.all([weapons.run("event", { argument: kind }), weapons.honest()]);
    equal([status, error?.code, stdout, outputs.length], ["crashed", refused.has(kind) ? "WORKER_CRASHED" : "PROTOCOL_VIOLATION", "", 0], "the run that forged");
    equal(beside, "honest\n", "control: the protocol's own messages, from the same place beside it");
  },
}));
