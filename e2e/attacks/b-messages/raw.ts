import type { RunResult } from "@vitrine/sdk";
import { type Attack, equal, measureStall, once } from "../harness/index.ts";
import { runHostile } from "../support/hostile-runtime.ts";
import { rawSandbox, type RawWorker } from "../support/raw-worker.ts";

/**
 * Runs in the worker: prints, says one thing by its name, prints again, ends well. With `over` 0 what it says is well-formed, and as large and as many
 * as it may be; with 1 it is what the guards must refuse.
 */
function speakRaw({ events, calls, call, report }: RawWorker, { name, over }: { name: string; over: 0 | 1 }): void {
  const scope = globalThis as unknown as { postMessage(message: unknown): void };
  const x = (length: number) => "x".repeat(length);
  const bad = over === 1;
  const nested = () => Array.from({ length: 500 }).reduce<unknown>((inner) => [inner], 1);
  const own = (json: string) => JSON.parse(bad ? json.replace("innocent", "__proto__") : json) as Record<string, unknown>;
  const circle: Record<string, unknown> = { type: "stdout-delta", text: "" };
  if (bad) circle["text"] = circle;
  class Delta {
    type = "stdout-delta";
    text = "";
  }
  const text = (given: unknown) => ({ type: "stdout-delta", text: bad ? given : "" });
  const output = (change: object) => ({ type: "output-available", output: { id: "o", data: {}, metadata: "{}", ...change } });
  const request = (change: object) => ({ type: "fetch-request", requestId: 1, method: "GET", url: "https://hostile.invalid/", headers: {}, body: null, ...change });
  const message: Record<string, () => unknown> = {
    map: () => (bad ? new Map([["type", "outputs-clear"]]) : { type: "outputs-clear" }),
    set: () => (bad ? new Set(["type"]) : new Delta()),
    error: () => text(new Error("x")),
    blob: () => text(new Blob(["x"])),
    date: () => text(new Date()),
    "boxed-text": () => text(Object("x")),
    "boxed-type": () => ({ type: bad ? Object("outputs-clear") : "outputs-clear" }),
    "big-integer": () => request({ requestId: bad ? 1n : 1 }),
    deep: () => text(nested()),
    cyclic: () => circle,
    "typed-array": () => output({ data: { "image/png": bad ? new Uint8Array(4) : new ArrayBuffer(4) } }),
    keys: () => ({ ...text(""), ...Object.fromEntries(Array.from({ length: over * 100_000 }, (_, index) => [`key-${index}`, 1])) }),
    hole: () => text(Object.assign([], { length: 2 ** 31 })),
    detail: () => ({ type: "phase-start", phase: "run", detail: x(1024 + over) }),
    log: () => ({ type: "run-log", level: "info", text: x(65_536 + over) }),
    tail: () => ({ type: "stream-tail", stream: "stdout", text: x(16_384 + over) }),
    "output-id": () => output({ id: x(64 + over) }),
    "output-type": () => output({ data: { [x(128 + over)]: "x" } }),
    "output-forms": () => output({ data: Object.fromEntries(Array.from({ length: 20 + over }, (_, index) => [`a/${index}`, "x"])) }),
    metadata: () => output({ metadata: JSON.stringify({ a: x(65_536 - 8 + over) }) }),
    address: () => request({ url: `https://hostile.invalid/${x(8192 - 24 + over)}` }),
    method: () => request({ method: "G".repeat(16 + over) }),
    headers: () => request({ headers: Object.fromEntries(Array.from({ length: 100 + over }, (_, index) => [`x-${index}`, "x"])) }),
    names: () => ({ type: "packages-held", names: Array.from({ length: 1000 + over }, () => "x") }),
    amount: () => ({ type: "memory-grown", bytes: bad ? Infinity : 2 ** 53 }),
    line: () => ({ type: "line-reached", source: "x", line: 1 - over }),
    // Of a language that compiles none, it is well-formed and kept by nobody.
    module: () => ({ type: "module-prepared", prepared: { module: bad ? {} : new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)), entry: null, exports: { fuel: "", refuel: null, start: null }, bodies: new ArrayBuffer(0), bytes: 0 } }),
    proto: () => own('{"type":"stdout-delta","text":"","innocent":{"polluted":1}}'),
    "proto-data": () => output({ data: own('{"innocent":"x"}') }),
    "proto-headers": () => request({ headers: own('{"innocent":"x"}') }),
    "proto-output": () => ({ type: "output-available", output: own('{"id":"o","data":{},"metadata":"{}","innocent":{"then":1}}') }),
  };
  // What well-formed messages may not have either way.
  if (!bad) for (const name of ["proto", "proto-output"]) message[name] = () => ({ type: "stdout-delta", text: "" });

  events.postMessage({ type: "stdout-delta", text: "before" });
  const end = () => {
    events.postMessage({ type: "stdout-delta", text: " after" });
    events.postMessage({ type: "stream-end" });
    calls.postMessage({ id: call, type: "RAW", value: report });
  };
  const answer = (value: unknown) => {
    events.postMessage({ type: "stream-end" });
    calls.postMessage({ id: call, type: "RAW", value });
  };
  const answers: Record<string, unknown> = {
    "answer-map": new Map(Object.entries(report)),
    "answer-cyclic": { ...report, value: circle },
    "answer-error": new Error("x"),
    "answer-blob": new Blob(["x"]),
    "answer-files": { ...report, files: Array.from({ length: 10_001 }, (_, index) => ({ path: `${index}`, bytes: new ArrayBuffer(0) })) },
    "answer-file-view": { ...report, files: [{ path: "x", bytes: new Uint8Array(1) }] },
    "answer-deep": { ...report, value: nested() },
    "answer-big-integer": { ...report, exitCode: 0n },
    "answer-date": { ...report, peakMemoryBytes: new Date() },
    "answer-proto": own(JSON.stringify({ ...report, innocent: { status: "ok" } })),
  };
  if (name in message) events.postMessage(message[name]!());
  else if (name in answers) return answer(bad ? answers[name] : report);
  else if (name === "requests") for (let id = 0; id < (bad ? 5000 : 1000); id++) events.postMessage(request({ requestId: id }));
  else if (name === "questions") for (let id = 0; id < (bad ? 5000 : 16); id++) events.postMessage({ type: "input-request", requestId: id, prompt: "" });
  else if (name === "many") for (let i = 0; i < (bad ? 100_000 : 300); i++) events.postMessage({ type: "outputs-clear" });
  else if (name === "many-beside") for (let i = 0; i < over * 100_000; i++) scope.postMessage(i);
  else if (name === "beside-map") {
    if (bad) scope.postMessage(new Map());
  } else if (name === "answer-early") {
    // A report may overtake its stream's end; a second one is none.
    for (let i = 0; i <= over; i++) calls.postMessage({ id: call, type: "RAW", value: report });
    if (!bad) events.postMessage({ type: "stream-end" });
    return;
  } else if (name === "answer-nobody") {
    if (bad) for (let i = 0; i < 1000; i++) calls.postMessage({ id: `${i}`, type: "RAW", value: report });
  } else if (name === "no-stream-end") {
    if (bad) return calls.postMessage({ id: call, type: "RAW", value: report });
  } else throw new Error(name);
  end();
}

const violation = "crashed PROTOCOL_VIOLATION";

/** What the worker says, and how its run ends where that is no violation. */
const speeches: Record<string, { what: string; ends?: string[]; limits?: Record<string, number> }> = {
  map: { what: "a Map" },
  set: { what: "a Set" },
  error: { what: "an Error where text is due" },
  blob: { what: "a Blob where text is due" },
  date: { what: "a Date where text is due" },
  "boxed-text": { what: "a String object where text is due" },
  "boxed-type": { what: "a String object as type" },
  "big-integer": { what: "a BigInt as an id" },
  deep: { what: "five hundred lists in each other" },
  cyclic: { what: "an object that holds itself" },
  "typed-array": { what: "a view where a buffer is due" },
  keys: { what: "a hundred thousand keys too many" },
  hole: { what: "a list of two billion holes", ends: [violation, "timeout RUN_TIMEOUT"] },
  detail: { what: "a detail of one character too many" },
  log: { what: "a log of one character too many" },
  tail: { what: "a stream's end of one character too many" },
  "output-id": { what: "an output's id of one character too many" },
  "output-type": { what: "a type of one character too many" },
  "output-forms": { what: "an output of one form too many" },
  metadata: { what: "metadata of one character too many" },
  address: { what: "an address of one character too many" },
  method: { what: "a method of one character too many" },
  headers: { what: "one header too many" },
  names: { what: "one package too many" },
  amount: { what: "endless memory" },
  line: { what: "a line before the first" },
  module: { what: "an object where a compiled module is due" },
  proto: { what: "an own __proto__ key" },
  "proto-data": { what: "a form called __proto__" },
  "proto-headers": { what: "a header called __proto__" },
  "proto-output": { what: "an own __proto__ key in an output" },
  requests: { what: "five thousand requests", limits: { messagesPerSecond: 10_000 } },
  questions: { what: "five thousand questions", limits: { messagesPerSecond: 10_000 } },
  many: { what: "a hundred thousand messages", ends: ["limit MESSAGE_LIMIT"] },
  "many-beside": { what: "a hundred thousand messages beside its ports" },
  "beside-map": { what: "a Map beside its ports" },
  "answer-early": { what: "the same answer twice, before the stream's end" },
  "answer-nobody": { what: "a thousand answers to nobody" },
  "no-stream-end": { what: "a good answer without the stream's end", ends: ["timeout RUN_TIMEOUT"] },
  "answer-map": { what: "a Map as its answer" },
  "answer-cyclic": { what: "an answer that holds itself" },
  "answer-error": { what: "an Error as its answer" },
  "answer-blob": { what: "a Blob as its answer" },
  "answer-files": { what: "an answer with one file too many" },
  "answer-file-view": { what: "a view as a file's bytes" },
  "answer-deep": { what: "five hundred lists as its value" },
  "answer-big-integer": { what: "a BigInt as exit code" },
  "answer-date": { what: "a Date as memory" },
  "answer-proto": { what: "an answer with an own __proto__ key" },
};

const sandbox = once(() => rawSandbox({ after() {} }, speakRaw));
const ended = ({ status, error }: RunResult) => `${status} ${error?.code ?? "-"}`;

/** S3: the frame's own guards, by a worker that nothing in it holds back. */
export const rawAttacks: Attack[] = Object.entries(speeches).map(([name, { what, ends = [violation], limits }]) => ({
  id: `B-raw-${name}`,
  title: `S3: a worker of no script of ours that sends ${what} is ended by the frame, and the next run works`,
  timeoutMs: 30_000,
  async run(context) {
    const heard: unknown[] = [];
    const listen = ({ data }: MessageEvent) => heard.push(data);
    addEventListener("message", listen);
    context.after(() => removeEventListener("message", listen));
    const house = await sandbox();
    const speak = (over: 0 | 1) => runHostile(house, { argument: { name, over }, limits: { runMs: 2000, ...limits } });
    const control = await speak(0);
    equal([ended(control), control.stdout.slice(0, 6)], ["ok -", "before"], "control: the same, well-formed");
    const stall = measureStall();
    const result = await speak(1);
    const stallMs = stall();
    equal([ends.includes(ended(result)), result.stdout.replace("before", ""), result.outputs.length], [true, "", 0], `${ended(result)}: its end, what it printed after, its outputs`);
    equal((await runHostile(house, { honest: true })).stdout, "honest\n", "the next run");
    const { runs, workers, blobUrls } = await house.inspect();
    equal([runs, workers, blobUrls, heard], [0, 0, 0, []], "runs, workers and blob URLs that are left, and what the host's window heard");
    return { detail: ended(result), stallMs };
  },
}));
