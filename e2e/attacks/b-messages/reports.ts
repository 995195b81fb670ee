import { assert, type Attack, equal } from "../harness/index.ts";
import { arsenal } from "../support/arsenal.ts";
import type { Hostile } from "../support/hostile-runtime.ts";

const weapons = arsenal({
  reply: ({ post, answer }: Hostile, json: string) => {
    post({ type: "stream-end" });
    const { fill, ...reply } = JSON.parse(json) as { fill?: string[] };
    // Where the text of a huge part would not fit into the run's environment.
    const holder = fill?.slice(0, -1).reduce<Record<string, unknown>>((value, key) => value[key] as Record<string, unknown>, reply);
    if (holder) holder[fill!.at(-1)!] = "x".repeat(2_000_000);
    answer(reply);
  },
});

const report = { status: "ok", error: null, value: null, exitCode: 0, files: [], peakMemoryBytes: 1, fuel: null, session: null };
const error = { code: "UNCAUGHT_EXCEPTION", name: "E", message: "m", traceback: "", source: null, line: null, column: null, fix: "" };
const raw = (value: unknown) => ({ type: "RAW", value });
const thrown = (value: unknown) => ({ type: "HANDLER", name: "throw", value });

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
  "comlink-set": { type: "SET", path: ["__proto__", "polluted"], value: raw(1) },
  "comlink-get": { type: "GET", path: ["constructor"] },
  "comlink-apply": { type: "APPLY", path: ["constructor"], argumentList: [raw("postMessage(1)")] },
  "comlink-construct": { type: "CONSTRUCT", path: ["constructor", "constructor"], argumentList: [raw("postMessage(1)")] },
  "comlink-endpoint": { type: "ENDPOINT" },
  "comlink-release": { type: "RELEASE" },
  "unknown-type": { type: "constructor", value: report },
  "thrown-text": thrown({ isError: false, value: "x" }),
  "thrown-object": thrown({ isError: false, value: { toString: 1, valueOf: 1 } }),
  "thrown-nothing": thrown(null),
  "thrown-error": thrown({ isError: true, value: { message: "m", name: "n", stack: "s" } }),
  "thrown-long": { ...thrown({ isError: true, value: { name: "n", stack: "s" } }), fill: ["value", "value", "message"] },
  "thrown-strange": thrown({ isError: true, value: { message: { toString: 1 }, name: 1 } }),
  "thrown-own-proto": JSON.stringify(thrown({ isError: true, value: { message: "m" } })).replace('"message"', '"__proto__":{"polluted":1},"message"'),
};

/** S3: what a worker may not answer to the frame's call. */
export const reportAttacks: Attack[] = Object.entries(replies).map(([kind, reply]) => ({
  id: `B-report-${kind.toLowerCase()}`,
  title: `S3: a report that is none (${kind.replaceAll("-", " ")}) is never a good end, and never awaited`,
  timeoutMs: 30_000,
  async run() {
    const attempt = (given: object | string) => weapons.run("reply", { argument: typeof given === "string" ? given : JSON.stringify(given) });
    equal((await attempt(raw(report))).status, "ok", "control: a valid report");
    const { status, error: told } = await attempt(reply);
    assert(status === "crashed" && (told?.code === "PROTOCOL_VIOLATION" || told?.code === "WORKER_CRASHED"), `${status} ${told?.code}`);
    equal(await weapons.honest(), "honest\n", "the next run");
  },
}));
