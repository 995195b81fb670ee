import assert from "node:assert/strict";
import { test } from "node:test";
import { check, type Guard } from "../guards.ts";
import { defaultLimits } from "../limits.ts";
import { type HostToKernel, hostToKernel, type KernelToHost, kernelToHost } from "./host-kernel.ts";
import { hostToViewTypes, type ViewToHost, viewToHost } from "./host-view.ts";
import { workerEvent, type WorkerEvent, workerReport, type WorkerReport } from "./kernel-worker.ts";

type Tree = Record<string, unknown>;
type Typed = { type: string };
/** One valid message of every type: a type that is missing here does not compile. */
type Samples<T extends Typed> = { [K in T["type"]]: Omit<Extract<T, { type: K }>, "type"> };

const emptyModule = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
const bytes = () => new Uint8Array([1, 2]).buffer;
const runId = "run-1";
const error: NonNullable<WorkerReport["error"]> = { code: "UNCAUGHT_EXCEPTION", name: "ValueError", message: "bad", traceback: "", source: null, line: 1, column: null, fix: "" };
const output = { id: "output-1", data: { "text/plain": "x", "image/png": bytes() }, metadata: "{}" };
const file = { path: "a.txt", bytes: bytes() };
const session = { variables: [{ name: "x", type: "int", shape: null, preview: "1" }, { name: "df", type: "DataFrame", shape: [2, 3], preview: "" }], paths: ["a.txt"] };
const cut = { what: "stdout", limit: "stdoutBytes", made: 2 } as const;
const report: WorkerReport = { status: "ok", error, value: "1", exitCode: 0, files: [file], peakMemoryBytes: 1, fuel: null, session };

const fromWorker: Samples<WorkerEvent> = {
  "phase-start": { phase: "run", detail: "" },
  "stdout-delta": { text: "x" },
  "stderr-delta": { text: "x" },
  "output-available": { output },
  "outputs-clear": {},
  "run-log": { level: "warn", text: "x" },
  "input-request": { requestId: 0, prompt: "Name? " },
  "line-reached": { source: "main.py", line: 3 },
  "fetch-request": { requestId: 0, method: "POST", url: "https://example.com/", headers: { accept: "*/*" }, body: bytes() },
  "limit-met": cut,
  "stream-tail": { stream: "stderr", text: "x" },
  "module-prepared": { prepared: { module: emptyModule, entry: "_start", exports: { fuel: "f", refuel: null, start: null }, bodies: bytes(), bytes: 8 } },
  "memory-grown": { bytes: 1 },
  "profile-taken": { profile: { unit: "ms", frames: [{ name: "f", source: "a", line: 1 }, { name: "g", source: null, line: null }], stacks: [{ frames: [0, 1], weight: 1.5, samples: 1 }] } },
  "packages-held": { names: ["numpy"] },
  "stream-end": {},
};

const fromKernel: Samples<KernelToHost> = {
  "kernel-ready": {},
  "kernel-started": { language: "python" },
  "kernel-failed": { language: null, message: "x" },
  "kernel-pong": { counts: { workers: 1, spares: 1, blobUrls: 6 } },
  "image-made": { image: new Blob(["x"]), message: "" },
  "image-refused": { message: "x" },
  "packages-held": { runId, names: ["numpy"] },
  "run-phase": { runId, phase: "boot", detail: "" },
  "stdout-delta": { runId, text: "x" },
  "stderr-delta": { runId, text: "x" },
  "output-available": { runId, output },
  "outputs-clear": { runId },
  "run-log": { runId, level: "info", text: "x" },
  "profile-taken": { runId, profile: { unit: "ms", frames: [{ name: "f", source: "a", line: 1 }, { name: "g", source: null, line: null }], stacks: [{ frames: [0, 1], weight: 1.5, samples: 1 }] } },
  "input-request": { runId, requestId: 0, prompt: "" },
  "session-answer": { sessionId: "session-1", requestId: 0, answer: { type: "variables", variables: session.variables } },
  "session-lost": { sessionId: "session-1", message: "x" },
  "run-end": { runId, status: "ok", error, value: null, exitCode: 0, files: [file], timings: { boot: 1, install: 0, run: 0.5, render: 0 }, start: "image", module: "kept", peakMemoryBytes: null, fuel: null, cuts: [cut], tails: { stdout: "x", stderr: "" }, session: null },
  "fetch-request": { runId, requestId: 0, method: "GET", url: "https://example.com/", headers: {}, body: null },
};

const fromHost: Samples<HostToKernel> = {
  "kernel-start": {
    language: "python",
    workerScript: "x",
    images: [{ kind: "pure", packages: ["plotly"], image: new Blob(["x"]) }],
    runtime: { scripts: { loader: bytes() }, modules: { wasm: bytes() }, bytes: { stdlib: bytes() }, texts: { version: "0.29.3" } },
  },
  "kernel-ping": {},
  "kernel-spares": { count: 1, memoryBytes: 1 },
  "image-use": { kind: "full", packages: ["numpy"], image: new Blob(["x"]) },
  "kernel-expect": { wants: ["numpy"] },
  "image-make": { names: ["numpy"], code: "import numpy", wheels: [{ url: "https://example.com/", bytes: bytes() }] },
  "run-start": {
    runId,
    inputs: { language: "python", sources: [{ name: "a", code: "1" }], module: new Uint8Array([1]), packages: ["plotly"], files: [{ path: "a", bytes: new Uint8Array([1]), readOnly: true }], directories: [{ path: "/", readOnly: false }], stdin: "", args: ["-v"], env: { A: "1" }, seed: 1, epoch: 0, interactive: true, variables: { a: "1" }, functions: [{ name: "f", codeHash: "0" }], profile: true },
    limits: defaultLimits,
    wants: ["numpy"],
    moduleKey: null,
    sessionId: null,
  },
  "run-abort": { runId },
  "run-interrupt": { runId },
  "input-response": { runId, requestId: 0, text: "Ada" },
  "session-ask": { sessionId: "session-1", requestId: 0, question: { type: "completion", before: "pri" } },
  "session-close": { sessionId: "session-1" },
  "fetch-response": { runId, requestId: 0, status: 200, statusText: "OK", url: "https://example.com/", headers: { "content-type": "text/plain" }, body: bytes() },
  "fetch-denied": { runId, requestId: 0, reason: "x" },
};

const fromView: Samples<ViewToHost> = {
  "view-ready": {},
  "view-drawn": { ms: 1.5, needsScripts: true, notes: ["a"] },
  "view-spun": {},
  "view-failed": { message: "x" },
  "view-resize": { height: 450 },
  "view-image": { requestId: 0, image: bytes() },
  "view-image-failed": { requestId: 0, message: "x" },
};

const unions: { name: string; guard: Guard<unknown>; samples: Record<string, object> }[] = [
  { name: "worker → kernel", guard: workerEvent, samples: fromWorker },
  { name: "kernel → host", guard: kernelToHost, samples: fromKernel },
  { name: "host → kernel", guard: hostToKernel, samples: fromHost },
  { name: "view → host", guard: viewToHost, samples: fromView },
];
/** Every guard with one value that it takes, messages and the worker's report. */
const guarded = [
  ...unions.flatMap(({ name, guard, samples }) => Object.entries(samples).map(([type, rest]) => ({ name: `${name} ${type}`, guard, sample: { type, ...rest } as Tree }))),
  { name: "worker's report", guard: workerReport as Guard<unknown>, sample: { ...report } as Tree },
];

function taken(guard: Guard<unknown>, value: unknown): unknown {
  const checked = check(guard, value);
  assert.ok(checked.ok, checked.ok ? "" : checked.reason);
  return checked.value;
}

function refuses(guard: Guard<unknown>, value: unknown, what: string): void {
  assert.equal(check(guard, value).ok, false, `${what} was taken`);
}

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The value with the thing at the path changed, everything else as it was. */
function changed(value: unknown, path: readonly string[], change: (part: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const next = changed((value as Tree)[key], rest, change);
  return Array.isArray(value) ? value.with(Number(key), next) : { ...(value as Tree), [key]: next };
}

/** Paths of the plain objects in a value, the value itself first. */
function treesIn(value: unknown, path: string[] = []): string[][] {
  const children = Array.isArray(value) || isTree(value) ? Object.entries(value).flatMap(([key, part]) => treesIn(part, [...path, key])) : [];
  return isTree(value) ? [path, ...children] : children;
}

/** Paths of everything in a value but the value itself. */
function partsOf(value: unknown, path: string[] = []): string[][] {
  if (!Array.isArray(value) && !isTree(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...path, key], ...partsOf(part, [...path, key])]);
}

const partAt = (value: unknown, path: readonly string[]) => path.reduce((part, key) => (part as Tree)[key], value);

/** Objects with names of the sender's choice. */
const open = new Set(["data", "headers", "env", "variables", "scripts", "modules", "bytes", "texts"]);

test("S3: every message of every channel is taken, and rebuilt", () => {
  for (const { guard, sample } of guarded) {
    const arrived = structuredClone(sample);
    const rebuilt = taken(guard, arrived);
    // With what arrived: no runtime but Node calls two Blobs of the same bytes equal.
    assert.deepEqual(rebuilt, arrived);
    assert.notEqual(rebuilt, arrived);
  }
});

test("S3: a message with a key too many, a key too few or an own __proto__ key, at any depth, is refused", () => {
  for (const { name, guard, sample } of guarded) {
    for (const path of treesIn(sample)) {
      const at = `${name} at ${path.join(".") || "top"}`;
      refuses(guard, changed(sample, path, (part) => Object.defineProperty({ ...(part as Tree) }, "__proto__", { value: { polluted: 1 }, enumerable: true })), `${at}: __proto__`);
      refuses(guard, changed(sample, path, (part) => new Map(Object.entries(part as Tree))), `${at}: a Map`);
      refuses(guard, changed(sample, path, (part) => Object.create(part as Tree) as unknown), `${at}: inherited keys`);
      if (open.has(path.at(-1) ?? "")) continue;
      for (const extra of ["extra", "constructor", "toString", "then", "runId2"]) refuses(guard, changed(sample, path, (part) => ({ ...(part as Tree), [extra]: "x" })), `${at}: with ${extra}`);
    }
    for (const path of partsOf(sample)) {
      const parent = path.slice(0, -1);
      if (open.has(parent.at(-1) ?? "")) continue;
      const holder = parent.reduce<unknown>((value, key) => (value as Tree)[key], sample);
      if (!isTree(holder)) continue;
      refuses(guard, changed(sample, parent, (part) => Object.fromEntries(Object.entries(part as Tree).filter(([key]) => key !== path.at(-1)))), `${name} without ${path.join(".")}`);
    }
  }
  assert.equal(({} as Tree)["polluted"], undefined);
});

test("S3: no part of a message may be of another kind", () => {
  const wrong: unknown[] = [undefined, true, 1n, Symbol("x"), () => 1, new Date(0), new Set(["x"]), new Error("x"), Number.NaN, -Infinity, Object("x"), Object(1)];
  for (const { name, guard, sample } of guarded) {
    for (const path of partsOf(sample)) for (const value of wrong.filter((each) => typeof each !== "boolean" || typeof partAt(sample, path) !== "boolean")) refuses(guard, changed(sample, path, () => value), `${name}: ${path.join(".")} as ${typeof value} ${String(value).slice(0, 40)}`);
  }
});

test("S3: types of other channels, and names that objects have anyway, are no types", () => {
  const all = new Set(unions.flatMap(({ samples }) => Object.keys(samples)));
  for (const { name, guard, samples } of unions) {
    for (const type of [...all, ...Object.getOwnPropertyNames(Object.prototype), "", "then"].filter((each) => !Object.hasOwn(samples, each))) {
      refuses(guard, { type }, `${name}: ${type}`);
      for (const rest of Object.values(samples)) refuses(guard, { ...rest, type }, `${name}: ${type} dressed as another`);
    }
  }
  for (const type of ["view-draw", "view-libraries", "view-theme", "view-to-image"]) assert.equal(taken(hostToViewTypes, type), type);
  for (const type of ["constructor", "__proto__", "view-ready", "", null, 1, undefined]) refuses(hostToViewTypes, type, `host → view: ${String(type)}`);
});

test("S3: no worker event and no report names a run: the port is the run", () => {
  for (const [type, rest] of Object.entries(fromWorker)) refuses(workerEvent, { type, ...rest, runId: "run-2" }, `${type} of run-2`);
  refuses(workerReport, { ...report, runId: "run-2" }, "a report of run-2");
});

test("S3: counts and sizes beyond the wire's caps are refused", () => {
  const long = (length: number) => "x".repeat(length);
  const many = <T>(length: number, item: T) => Array.from({ length }, () => item);
  const keys = (length: number) => Object.fromEntries(Array.from({ length }, (_, index) => [`application/x-${index}`, "x"]));
  const cases: [Guard<unknown>, Tree, string[], unknown, unknown][] = [
    // Guard, message, path, the most that passes, the least that does not.
    [workerEvent, { type: "fetch-request", ...fromWorker["fetch-request"] }, ["url"], long(8192), long(8193)],
    [workerEvent, { type: "fetch-request", ...fromWorker["fetch-request"] }, ["method"], long(16), long(17)],
    [workerEvent, { type: "fetch-request", ...fromWorker["fetch-request"] }, ["requestId"], 2 ** 53 - 1, 2 ** 53],
    [workerEvent, { type: "fetch-request", ...fromWorker["fetch-request"] }, ["headers", "accept"], long(8192), long(8193)],
    [workerEvent, { type: "fetch-request", ...fromWorker["fetch-request"] }, ["headers"], { [long(256)]: "x" }, { [long(257)]: "x" }],
    [workerEvent, { type: "fetch-request", ...fromWorker["fetch-request"] }, ["body"], null, "text"],
    [workerEvent, { type: "run-log", ...fromWorker["run-log"] }, ["text"], long(65_536), long(65_537)],
    [workerEvent, { type: "phase-start", ...fromWorker["phase-start"] }, ["detail"], long(1024), long(1025)],
    [workerEvent, { type: "output-available", output }, ["output", "id"], long(64), long(65)],
    [workerEvent, { type: "output-available", output }, ["output", "data"], keys(20), keys(21)],
    [workerEvent, { type: "output-available", output }, ["output", "data"], { [long(128)]: "x" }, { [long(129)]: "x" }],
    [workerEvent, { type: "output-available", output }, ["output", "metadata"], long(65_536), long(65_537)],
    [workerReport, { ...report }, ["files"], many(10_000, file), many(10_001, file)],
    [workerReport, { ...report }, ["files", "0", "path"], long(4096), long(4097)],
    [workerReport, { ...report }, ["value"], long(1 << 20), long((1 << 20) + 1)],
    [workerReport, { ...report }, ["exitCode"], 2 ** 32, 2 ** 32 + 1],
    [workerReport, { ...report }, ["peakMemoryBytes"], 2 ** 53, -1],
    [workerReport, { ...report }, ["error", "name"], long(256), long(257)],
    [workerReport, { ...report }, ["error", "message"], long(65_536), long(65_537)],
    [workerReport, { ...report }, ["error", "traceback"], long(1 << 20), long((1 << 20) + 1)],
    [workerReport, { ...report }, ["error", "source"], long(1024), long(1025)],
    [workerReport, { ...report }, ["error", "line"], 1, 0],
    [workerReport, { ...report }, ["error", "fix"], long(4096), long(4097)],
    [kernelToHost, { type: "run-end", ...fromKernel["run-end"] }, ["runId"], long(64), long(65)],
    [kernelToHost, { type: "kernel-failed", language: null, message: "x" }, ["message"], long(65_536), long(65_537)],
    [viewToHost, { type: "view-failed", message: "x" }, ["message"], long(65_536), long(65_537)],
    [viewToHost, { type: "view-resize", height: 1 }, ["height"], 1e9, 1e9 + 1],
    [viewToHost, { type: "view-resize", height: 1 }, ["height"], 0, -1],
    [viewToHost, { type: "view-image", ...fromView["view-image"] }, ["requestId"], 0, -1],
  ];
  for (const [guard, sample, path, most, over] of cases) {
    taken(guard, changed(sample, path, () => most));
    refuses(guard, changed(sample, path, () => over), `more than ${path.join(".")} may be`);
  }
});

test("S3: words are closed: no phase, status, level or code that the protocol does not list", () => {
  for (const phase of ["boot", "queue", "end", "constructor", ""]) refuses(workerEvent, { type: "phase-start", phase, detail: "" }, `phase ${phase}`);
  for (const level of ["error", "toString", ""]) refuses(workerEvent, { type: "run-log", level, text: "" }, `level ${level}`);
  // A worker cannot claim what only the frame knows.
  for (const status of ["timeout", "aborted", "crashed", "toString", ""]) refuses(workerReport, { ...report, status }, `status ${status}`);
  for (const code of ["constructor", "toString", "hasOwnProperty", "", "OK"]) refuses(workerReport, { ...report, error: { ...error, code } }, `code ${code}`);
});
