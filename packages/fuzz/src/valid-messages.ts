/** Arbitraries of every message that the protocol knows. A type or a field that is missing here does not compile. */
import {
  defaultLimits,
  type ErrorCode,
  errorCodes,
  type HostToKernel,
  type KernelToHost,
  numbersKey,
  type Limits,
  type Payload,
  type RunError,
  type RunInputs,
  type SessionAnswer,
  type SessionState,
  type Variable,
  type ProbeToHost,
  type ViewToHost,
  type WireFile,
  type WireNumbers,
  type WireOutput,
  type WirePreparedModule,
  type WireProfile,
  type WorkerEvent,
  type WorkerReport,
} from "@vitrine/protocol";
import fc from "fast-check";
import { anyText } from "./any-text.ts";

type Fields<T> = { [K in keyof T]-?: fc.Arbitrary<T[K]> };
type Variants<T extends { type: string }> = { [K in T["type"]]: Fields<Omit<Extract<T, { type: K }>, "type">> };

/** As a structured clone and an object literal make it. */
const record = <T extends object>(fields: Fields<T>) => fc.record(fields, { noNullPrototype: true }) as unknown as fc.Arbitrary<T>;

/** Any message of a union. */
function anyOf<T extends { type: string }>(variants: Variants<T>): fc.Arbitrary<T> {
  return fc.oneof(...Object.entries(variants).map(([type, fields]) => record({ type: fc.constant(type), ...(fields as Fields<object>) }) as unknown as fc.Arbitrary<T>));
}

const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
const emptyModule = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
const bytes = fc.uint8Array({ maxLength: 32 }).map((view) => view.slice().buffer);
const id = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
/** Few enough that they meet. */
const requestId = fc.oneof(fc.integer({ min: 0, max: 8 }), id);
const runId = fc.constantFrom("run-1", "run-2", "run-3", "", "__proto__");
const sessionId = fc.constantFrom("session-1", "session-2", "constructor");
const ms = fc.double({ min: 0, max: 1e6, noNaN: true });
const dictionary = (max: number) => fc.dictionary(anyText(12).filter((key) => key !== "__proto__"), anyText(20), { maxKeys: max, noNullPrototype: true });

const jsonText = fc.oneof(fc.json(), anyText(), fc.constantFrom('{"__proto__":{"polluted":1}}', "[".repeat(100), "{}", '{"data":[{"type":"bar","y":[1]}],"layout":{}}', '{"columns":[],"rows":[],"shape":[1,1],"index":null}'));
const mime = fc.oneof(
  fc.constantFrom("application/vnd.plotly.v1+json", "application/vnd.vegalite.v5+json", "application/vnd.vitrine.table+json", "application/json", "text/html", "text/plain", "text/latex", "image/svg+xml", "image/png", "audio/wav", "constructor", "toString"),
  anyText(20).filter((key) => key !== "__proto__"),
);
const numbersText = fc.array(fc.oneof(fc.constantFrom("f8", "u1", "constructor"), fc.integer({ min: -8, max: 16 })), { maxLength: 6 }).map((place) => JSON.stringify({ data: [{ y: { [numbersKey]: place } }] }));
const profile = record<WireProfile>({
  unit: fc.constantFrom("ms", "fuel"),
  frames: fc.array(record<WireProfile["frames"][number]>({ name: anyText(20), source: nullable(anyText(20)), line: nullable(fc.nat({ max: 1e9 })) }), { maxLength: 4 }),
  stacks: fc.array(record<WireProfile["stacks"][number]>({ frames: fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), weight: ms, samples: fc.nat() }), { maxLength: 4 }),
});

/** An output as it travels. */
export const wireOutput: fc.Arbitrary<WireOutput> = record<WireOutput>({
  id: fc.oneof(fc.constantFrom("output-1", "output-2", "__proto__"), anyText(20)),
  data: fc.dictionary(mime, fc.oneof(jsonText, bytes, record<WireNumbers>({ json: fc.oneof(jsonText, numbersText), numbers: bytes })), { maxKeys: 4, noNullPrototype: true }),
  metadata: fc.oneof(fc.constant("{}"), jsonText),
});

const files: fc.Arbitrary<WireFile[]> = fc.oneof(
  fc.array(record({ path: anyText(), bytes }), { maxLength: 3 }),
  // One buffer under two names, as a structured clone keeps it: it can be transferred once only.
  bytes.map((shared) => [
    { path: "a", bytes: shared },
    { path: "b", bytes: shared },
  ]),
);
const variables: fc.Arbitrary<Variable[]> = fc.array(record({ name: anyText(), type: anyText(), shape: nullable(fc.array(id, { maxLength: 3 })), preview: anyText() }), { maxLength: 3 });
const session: fc.Arbitrary<SessionState> = record({ variables, paths: fc.array(anyText(), { maxLength: 3 }) });
const cutWhat = fc.constantFrom("stdout" as const, "stderr" as const, "outputs" as const, "files" as const);
const cutLimit = fc.constantFrom("stdoutBytes" as const, "outputCount" as const, "outputBytes" as const, "outputDepth" as const, "fileCount" as const, "fileBytes" as const);
const cut = record({ what: cutWhat, limit: cutLimit, made: fc.nat() });
const position = nullable(fc.integer({ min: 1, max: 1e9 }));
const error: fc.Arbitrary<RunError> = record({
  code: fc.constantFrom(...(Object.keys(errorCodes) as ErrorCode[])),
  name: fc.oneof(fc.constant("KeyboardInterrupt"), anyText()),
  message: anyText(),
  traceback: anyText(),
  source: nullable(anyText()),
  line: position,
  column: position,
  fix: anyText(),
});
const fetched = { requestId, method: fc.constantFrom("GET", "POST", "get", ""), url: fc.oneof(fc.webUrl(), anyText()), headers: dictionary(3), body: nullable(bytes) };

/** An answer of a session's interpreter. */
export const sessionAnswers: fc.Arbitrary<SessionAnswer> = anyOf<SessionAnswer>({
  variables: { variables },
  completion: { token: anyText(), matches: fc.array(anyText(), { maxLength: 3 }) },
  files: { files },
});

/** What a worker sends over its event port. */
export const fromWorker: fc.Arbitrary<WorkerEvent> = anyOf<WorkerEvent>({
  "phase-start": { phase: fc.constantFrom("install", "run", "render"), detail: anyText() },
  "stdout-delta": { text: anyText() },
  "stderr-delta": { text: anyText() },
  "output-available": { output: wireOutput },
  "outputs-clear": {},
  "run-log": { level: fc.constantFrom("info", "warn"), text: anyText() },
  "fetch-request": fetched,
  "input-request": { requestId, prompt: anyText() },
  "line-reached": { source: anyText(), line: fc.integer({ min: 1, max: 1e9 }) },
  "limit-met": { what: cutWhat, limit: cutLimit, made: fc.nat() },
  "stream-tail": { stream: fc.constantFrom("stdout", "stderr"), text: anyText() },
  "module-prepared": { prepared: record<WirePreparedModule>({ module: fc.constant(emptyModule), entry: nullable(anyText(20)), exports: record<WirePreparedModule["exports"]>({ fuel: anyText(20), refuel: nullable(anyText(20)), start: nullable(anyText(20)) }), bodies: bytes, bytes: fc.nat({ max: 1e9 }) }) },
  "memory-grown": { bytes: fc.nat() },
  "profile-taken": { profile },
  "packages-held": { names: fc.array(anyText(), { maxLength: 3 }) },
  "stream-end": {},
});

/** What a worker answers to the call `run`. */
export const workerReports: fc.Arbitrary<WorkerReport> = record<WorkerReport>({
  status: fc.constantFrom("ok", "error", "limit"),
  error: nullable(error),
  value: nullable(anyText()),
  exitCode: fc.integer(),
  files,
  peakMemoryBytes: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  fuel: nullable(fc.nat()),
  session: nullable(session),
});

/** What the kernel frame sends to the host. */
export const fromKernel: fc.Arbitrary<KernelToHost> = anyOf<KernelToHost>({
  "kernel-ready": {},
  "kernel-started": { language: fc.oneof(fc.constant("python"), anyText(20)) },
  "kernel-failed": { language: nullable(anyText(20)), message: anyText() },
  "kernel-pong": { counts: record({ workers: fc.nat(), spares: fc.nat(), blobUrls: fc.nat() }) },
  "image-made": { image: nullable(fc.constant(new Blob(["x"]))), message: anyText() },
  "image-refused": { message: anyText() },
  "packages-held": { runId, names: fc.array(anyText(), { maxLength: 3 }) },
  "run-phase": { runId, phase: fc.constantFrom("queue", "boot", "install", "run", "render", "end"), detail: anyText() },
  "stdout-delta": { runId, text: anyText() },
  "stderr-delta": { runId, text: anyText() },
  "output-available": { runId, output: wireOutput },
  "outputs-clear": { runId },
  "run-log": { runId, level: fc.constantFrom("info", "warn"), text: anyText() },
  "profile-taken": { runId, profile },
  "fetch-request": { runId, ...fetched },
  "input-request": { runId, requestId, prompt: anyText() },
  "session-answer": { sessionId, requestId, answer: nullable(sessionAnswers) },
  "session-lost": { sessionId, message: anyText() },
  "run-end": {
    runId,
    status: fc.constantFrom("ok", "error", "timeout", "limit", "aborted", "crashed"),
    error: nullable(error),
    value: nullable(anyText()),
    exitCode: nullable(fc.integer()),
    files,
    timings: record({ boot: ms, install: ms, run: ms, render: ms }),
    start: fc.constantFrom("none", "scratch", "image", "spare", "session"),
    module: nullable(fc.constantFrom("compiled", "kept")),
    peakMemoryBytes: nullable(fc.integer({ min: 0 })),
    tails: record({ stdout: anyText(), stderr: anyText() }),
    fuel: nullable(fc.nat()),
    cuts: fc.array(cut, { maxLength: 4 }),
    session: nullable(session),
  },
});

const inputs: fc.Arbitrary<RunInputs> = record<RunInputs>({
  language: fc.oneof(fc.constant("python"), anyText(20)),
  sources: fc.array(record({ name: anyText(), code: anyText() }), { maxLength: 2 }),
  module: nullable(fc.uint8Array({ maxLength: 8 })),
  packages: fc.array(anyText(), { maxLength: 2 }),
  files: fc.array(record({ path: anyText(), bytes: fc.uint8Array({ maxLength: 8 }), readOnly: fc.boolean() }), { maxLength: 2 }),
  directories: nullable(fc.array(record({ path: anyText(), readOnly: fc.boolean() }), { maxLength: 2 })),
  stdin: anyText(),
  args: fc.array(anyText(), { maxLength: 2 }),
  env: dictionary(2),
  seed: nullable(fc.integer({ min: 0, max: 2 ** 32 - 1 })),
  epoch: nullable(fc.integer()),
  interactive: fc.boolean(),
  variables: dictionary(2),
  functions: fc.array(record<RunInputs["functions"][number]>({ name: anyText(20), codeHash: anyText(20) }), { maxLength: 2 }),
  profile: fc.boolean(),
});

/** What an embedder may set, sense or none. */
export const limits: fc.Arbitrary<Limits> = fc
  .record(Object.fromEntries(Object.keys(defaultLimits).map((key) => [key, fc.oneof(fc.constantFrom(0, 1, 0.5, 50, Number.MAX_SAFE_INTEGER), fc.nat())])))
  .map((changed) => ({ ...defaultLimits, ...changed }));

const named = fc.dictionary(fc.constantFrom("loader", "wasm", "x"), bytes, { maxKeys: 3 });

const keptImageParts = { kind: fc.constantFrom("pure", "full"), packages: fc.array(anyText(), { maxLength: 5 }), image: fc.constant(new Blob(["x"])) };

/** What the host sends to the kernel frame. */
export const fromHost: fc.Arbitrary<HostToKernel> = anyOf<HostToKernel>({
  "kernel-start": {
    language: fc.oneof(fc.constant("python"), anyText(20)),
    workerScript: anyText(),
    images: fc.array(record(keptImageParts), { maxLength: 4 }),
    runtime: record({ scripts: named, modules: named, bytes: named, texts: dictionary(3) }),
  },
  "kernel-ping": {},
  "kernel-spares": { count: fc.integer({ min: 0, max: 4 }), memoryBytes: fc.nat() },
  "image-use": keptImageParts,
  "kernel-expect": { wants: fc.array(anyText(), { maxLength: 5 }) },
  "image-make": { names: fc.array(anyText(), { maxLength: 2 }), code: anyText(), wheels: fc.array(record({ url: anyText(), bytes }), { maxLength: 2 }) },
  "run-start": { runId, inputs, limits, wants: fc.array(anyText(), { maxLength: 5 }), moduleKey: nullable(anyText(64)), sessionId: nullable(sessionId) },
  "run-abort": { runId },
  "run-interrupt": { runId },
  "input-response": { runId, requestId, text: nullable(anyText()) },
  "session-ask": { sessionId, requestId, question: fc.constantFrom({ type: "variables" }, { type: "files" }, { type: "completion", before: "x." }) },
  "session-close": { sessionId },
  "fetch-response": { runId, requestId, status: fc.integer({ min: 200, max: 599 }), statusText: anyText(), url: anyText(), headers: dictionary(3), body: bytes },
  "fetch-denied": { runId, requestId, reason: anyText() },
});

/** What a view frame sends to the host. */
export const fromView: fc.Arbitrary<ViewToHost> = anyOf<ViewToHost>({
  "view-ready": {},
  "view-drawn": { ms, needsScripts: fc.boolean(), notes: fc.array(anyText(), { maxLength: 3 }) },
  "view-spun": {},
  "view-failed": { message: anyText() },
  "view-resize": { height: fc.double({ min: 0, max: 1e9, noNaN: true }) },
  "view-image": { requestId, image: fc.oneof(anyText(), bytes) },
  "view-image-failed": { requestId, message: anyText() },
});

/** What a probe sends to the host. */
export const fromProbe: fc.Arbitrary<ProbeToHost> = anyOf<ProbeToHost>({
  "probe-ready": {},
  "probe-report": {
    origin: anyText(),
    evalRefused: fc.boolean(),
    requestRefused: fc.boolean(),
    workerFailure: anyText(),
    pictureFailure: anyText(),
    sharesMemory: fc.boolean(),
    canSuspend: fc.boolean(),
    refusedBy: fc.array(anyText(), { maxLength: 3 }),
  },
});

const line = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `a${text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, " ")}`);

/** What createPayload makes, of any text. */
export const payloads: fc.Arbitrary<Payload> = fc.record(
  {
    vitrine: fc.constant(1 as const),
    language: fc.constant("python"),
    sources: fc.uniqueArray(record({ name: line, code: anyText(200) }), { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
    packages: fc.array(line, { maxLength: 3 }),
    files: fc.dictionary(line.map((path) => path.replace(/[\\/]/g, "|")), anyText(200), { maxKeys: 3, noNullPrototype: true }),
    stdin: anyText(200),
    args: fc.array(anyText(), { maxLength: 3 }),
    env: fc.dictionary(line.map((name) => name.replaceAll("=", "-")), anyText(), { maxKeys: 3, noNullPrototype: true }),
  },
  { requiredKeys: ["vitrine", "language", "sources"], noNullPrototype: true },
) as fc.Arbitrary<Payload>;
