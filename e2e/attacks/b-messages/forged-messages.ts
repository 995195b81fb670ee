import { assert, type Attack, equal } from "../harness/index.ts";
import { type Hostile, hostileSandbox, runHostile, startHostile } from "../support/hostile-runtime.ts";

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
    "run-end": () => ({ type: "run-end", runId: "run-1", status: "ok", error: null, value: null, exitCode: 0, files: [], timings: { boot: 0, install: 0, run: 0, render: 0 }, peakMemoryBytes: null, cuts: [], session: null }),
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
    "object-data": () => output({ data: { "application/json": { a: 1 } } }),
  };
  post(forged[name]!());
  finish();
}

const names = [
  "number", "null", "text", "list", "map", "error", "blob", "no-type", "constructor", "toString", "proto", "type-list", "run-end", "kernel-failed",
  "fetch-response", "foreign-run", "own-proto", "own-proto-inside", "own-proto-output", "thenable", "cyclic", "deep", "text-of-numbers",
  "huge-count", "long-url", "phase-back", "many-types", "typed-array", "object-data",
];

/** S3: what a worker may say, and what becomes of the rest. */
export const forgedMessageCases: Attack[] = [
  {
    id: "B-forged-events",
    title: "S3: a message that the protocol does not know ends its run, and neither the host nor a run beside it sees it",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await hostileSandbox(context, sendForged);
      const control = await runHostile(sandbox, { honest: true });
      equal([control.status, control.stdout], ["ok", "honest\n"], "control: the protocol's own messages, from the same place");
      for (const name of names) {
        const [{ status, error, stdout, outputs }, beside] = await Promise.all([runHostile(sandbox, { argument: name }), runHostile(sandbox, { honest: true })]);
        equal([name, status, error?.code, stdout, outputs.length], [name, "crashed", "PROTOCOL_VIOLATION", "", 0], "the run that forged");
        equal([name, beside.status, beside.stdout], [name, "ok", "honest\n"], "the run beside it");
      }
      return `${names.length} kinds`;
    },
  },
  {
    id: "B-forged-reports",
    title: "S3: whatever a worker answers to the frame's call, the run ends, and is ok only by a valid report",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await hostileSandbox(context, (({ post, answer }: Hostile, json: string) => {
        post({ type: "stream-end" });
        const { fill, ...reply } = JSON.parse(json) as { fill?: string[] };
        // Where the text of a huge part would not fit into the run's environment.
        const holder = fill?.slice(0, -1).reduce<Record<string, unknown>>((value, key) => value[key] as Record<string, unknown>, reply);
        if (holder) holder[fill!.at(-1)!] = "x".repeat(2_000_000);
        answer(reply);
      }));
      const report = { status: "ok", error: null, value: null, exitCode: 0, files: [], peakMemoryBytes: 1, session: null };
      const error = { code: "UNCAUGHT_EXCEPTION", name: "E", message: "m", traceback: "", source: null, line: null, column: null, fix: "" };
      const raw = (value: unknown) => ({ type: "RAW", value });
      const thrown = (value: unknown) => ({ type: "HANDLER", name: "throw", value });
      const attempt = async (reply: object | string) => runHostile(sandbox, { argument: typeof reply === "string" ? reply : JSON.stringify(reply) });
      equal((await attempt(raw(report))).status, "ok", "control: a valid report");
      const replies: Record<string, object | string> = {
        nothing: raw(null),
        text: raw("ok"),
        "status-timeout": raw({ ...report, status: "timeout" }),
        "status-constructor": raw({ ...report, status: "constructor" }),
        "code-toString": raw({ ...report, error: { ...error, code: "toString" } }),
        "missing-part": raw({ ...report, files: undefined }),
        "extra-part": raw({ ...report, runId: "run-1" }),
        thenable: raw({ ...report, then: 1 }),
        "own-proto": JSON.stringify(raw(report)).replace('"status"', '"__proto__":{"polluted":1},"status"'),
        "file-own-proto": JSON.stringify(raw({ ...report, files: [0] })).replace("[0]", '[{"path":"a","__proto__":{}}]'),
        "long-message": { ...raw({ ...report, error }), fill: ["value", "error", "message"] },
        "long-value": { ...raw(report), fill: ["value", "value"] },
        "unknown-handler": { type: "HANDLER", name: "toString", value: {} },
        "proto-handler": { type: "HANDLER", name: "__proto__", value: {} },
        "proxy-handler": { type: "HANDLER", name: "proxy", value: {} },
        "unknown-type": { type: "constructor", value: report },
        "thrown-text": thrown({ isError: false, value: "x" }),
        "thrown-object": thrown({ isError: false, value: { toString: 1, valueOf: 1 } }),
        "thrown-nothing": thrown(null),
        "thrown-error": thrown({ isError: true, value: { message: "m", name: "n", stack: "s" } }),
        "thrown-long": { ...thrown({ isError: true, value: { name: "n", stack: "s" } }), fill: ["value", "value", "message"] },
        "thrown-strange": thrown({ isError: true, value: { message: { toString: 1 }, name: 1 } }),
        "thrown-own-proto": JSON.stringify(thrown({ isError: true, value: { message: "m" } })).replace('"message"', '"__proto__":{"polluted":1},"message"'),
      };
      for (const [name, reply] of Object.entries(replies)) {
        const { status, error: told } = await attempt(reply);
        assert(status === "crashed" && (told?.code === "PROTOCOL_VIOLATION" || told?.code === "WORKER_CRASHED"), `${name}: ${status} ${told?.code}`);
      }
      equal((await runHostile(sandbox, { honest: true })).stdout, "honest\n", "the next run");
      return `${Object.keys(replies).length} kinds`;
    },
  },
  {
    id: "B-forged-elsewhere",
    title: "S3: messages beside the protocol's ports (the worker's own, unknown ports, many ports) reach nobody",
    async run(context) {
      const sandbox = await hostileSandbox(context, (({ post, finish }: Hostile, way: string) => {
        const scope = globalThis as unknown as { postMessage(message: unknown, transfer?: Transferable[]): void };
        const forged = { type: "run-end", runId: "run-1", status: "ok" };
        const ports = (count: number) => Array.from({ length: count }, () => new MessageChannel().port1);
        if (way === "worker") scope.postMessage(forged);
        if (way === "worker-ports") scope.postMessage({ script: "parent.postMessage(1, '*')" }, ports(1));
        if (way === "event-ports") post({ type: "stdout-delta", text: "kept" }, ports(1000));
        finish();
      }));
      const heard: unknown[] = [];
      const listen = ({ data }: MessageEvent) => heard.push(data);
      addEventListener("message", listen);
      context.after(() => removeEventListener("message", listen));
      const seen: string[] = [];
      for (const way of ["worker", "worker-ports", "event-ports"]) {
        const { status, stdout } = await runHostile(sandbox, { argument: way });
        assert(status === "ok" || status === "crashed", `${way}: ${status}`);
        seen.push(`${way}: ${status} ${JSON.stringify(stdout)}`);
        equal((await runHostile(sandbox, { honest: true })).stdout, "honest\n", `the run after ${way}`);
      }
      equal(heard, [], "messages that the host's window heard");
      return seen.join("; ");
    },
  },
  {
    id: "B-hostile-outputs",
    title: "S3: outputs too deep, or with keys that set prototypes however they are escaped, are refused or lose them; the rest of the run stays",
    async run(context) {
      const sandbox = await hostileSandbox(context, (({ post, finish }: Hostile, parts: { json: string; metadata: string; depth: number }[]) => {
        for (const [index, { json, metadata, depth }] of parts.entries()) {
          const text = "[".repeat(depth) + json + "]".repeat(depth);
          post({ type: "output-available", output: { id: `output-${index}`, data: { "application/json": text }, metadata } });
        }
        finish();
      }));
      const part = (json: string, depth = 0, metadata = "{}") => ({ json, depth, metadata });
      // The same key, with each of its characters escaped by itself.
      const escaped = [..."__proto__"].map((char, at) => `__proto__`.slice(0, at) + String.raw`\u${char.charCodeAt(0).toString(16).padStart(4, "0")}` + `__proto__`.slice(at + 1));
      const hiding = [...escaped, escaped[0]!.toUpperCase().replace("PROTO", "proto").replace(String.raw`\U`, String.raw`\u`)];
      const argument = [
        part('{"kept":1}', 10),
        part("1", 100_000),
        part(`{"a":${"[".repeat(65)}${"]".repeat(65)}}`),
        part('{"a":{"__proto__":{"polluted":1}}}'),
        part(`[${hiding.map((key) => `{"${key}":{"polluted":1}}`).join(",")}]`),
        ...hiding.map((key) => part(`{"${key}":{"polluted":1}}`)),
        part('{"text":"[[[[ \\" [[[["}', 60),
        part("1", 0, '{"__proto__":{"polluted":1},"a":1}'),
        part("1", 0, "[]"),
        part("not json"),
      ];
      const run = startHostile(sandbox, { argument });
      const result = await run.result;
      equal(
        result.outputs.map(({ id }) => id),
        argument.map((_, index) => `output-${index}`).filter((_, index) => ![1, 2, argument.length - 2, argument.length - 1].includes(index)),
        "outputs that passed",
      );
      const warnings: string[] = [];
      for await (const event of run.events) if (event.type === "log") warnings.push(event.text);
      equal([result.status, warnings.length], ["ok", 4], "status, and a warning for each that did not");
      const ownKeys = (value: unknown): string[] => (typeof value === "object" && value !== null ? [...Object.getOwnPropertyNames(value), ...Object.values(value).flatMap(ownKeys)] : []);
      for (const { id, data, metadata } of result.outputs) assert(!ownKeys([data, metadata]).includes("__proto__"), `${id} has a key called __proto__`);
      return warnings.join("; ");
    },
  },
];
