import { assert, type Attack, equal } from "../harness/index.ts";
import { measureStall } from "../../conformance/support/measure-stall.ts";
import { arsenal } from "../support/arsenal.ts";
import { assetFile, type Hostile, hostileSandbox, runHostile } from "../support/hostile-runtime.ts";
import { denial } from "./denial.ts";

/** Runs in the worker: a hundred thousand messages at once, by one of its ways to the frame. */
function flood(hostile: Hostile, { way, text }: { way: string; text: string }): void {
  const { post, answer, finish } = hostile;
  const scope = globalThis as unknown as { postMessage(message: unknown): void };
  const count = 100_000;
  if (way === "calls") {
    // An answer to no call: the port is known from now on, and the call still waits.
    answer({ id: "nobody" });
    setTimeout(() => {
      for (let i = 0; i < count; i++) hostile.calls!.postMessage({ id: "nobody", type: "RAW" });
    });
    return;
  }
  if (way === "worker") for (let i = 0; i < count; i++) scope.postMessage({ i, text });
  else if (way === "fetch") for (let i = 0; i < count; i++) post({ type: "fetch-request", requestId: i + 1, method: "GET", url: `https://hostile.invalid/${i}`, headers: {}, body: null });
  else for (let i = 0; i < count; i++) post({ type: way, text, ...(way === "run-log" && { level: "info" }) });
  finish();
}

/** Runs in the worker: one message of absurd weight. */
function weigh({ post, finish }: Hostile, { kind, count }: { kind: string; count: number }): void {
  if (kind === "bytes") {
    const bytes = new ArrayBuffer(count);
    post({ type: "output-available", output: { id: "output-1", data: { "image/png": bytes }, metadata: "{}" } }, [bytes]);
  }
  if (kind === "ports") post({ type: "stdout-delta", text: "x" }, Array.from({ length: count }, () => new MessageChannel().port1));
  if (kind === "text") post({ type: "stdout-delta", text: "x".repeat(count) });
  if (kind === "keys") post(Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, index])));
  if (kind === "list") post({ type: "stdout-delta", text: Array.from({ length: count }, () => 1) });
  finish();
}

const weapons = arsenal({ flood, weigh });

const floodWays: Record<string, string> = {
  "stdout-delta": "printed text",
  "run-log": "log lines",
  fetch: "requests",
  worker: "messages beside its ports",
  calls: "answers to no call",
};

// What is too heavy is refused in the worker, and what passes there by the frame's guards.
const refused = ["crashed WORKER_CRASHED"];
const unknown = ["crashed PROTOCOL_VIOLATION"];
const weights: { name: string; kind: string; count: number; what: string; ends: string[] }[] = [
  { name: "gigabyte", kind: "bytes", count: 2 ** 30 + 1, what: "a gigabyte", ends: refused },
  { name: "ports", kind: "ports", count: 900, what: "nine hundred ports", ends: ["ok -"] },
  { name: "million-ports", kind: "ports", count: 1_000_000, what: "a million ports", ends: refused },
  { name: "text", kind: "text", count: 2 ** 25, what: "33 million characters", ends: ["ok -"] },
  { name: "long-text", kind: "text", count: 2 ** 28, what: "268 million characters", ends: refused },
  { name: "keys", kind: "keys", count: 30_000, what: "30 000 keys", ends: unknown },
  { name: "many-keys", kind: "keys", count: 300_000, what: "300 000 keys", ends: refused },
  { name: "list", kind: "list", count: 30_000, what: "a list of 30 000", ends: unknown },
  { name: "long-list", kind: "list", count: 1_000_000, what: "a list of a million", ends: refused },
];

/** S3: too much of what is allowed. */
export const floodCases: Attack[] = [
  ...Object.entries(floodWays).map(([way, what]) =>
    denial(weapons, {
      name: `flood-${way}`,
      weapon: "flood",
      title: `S3: a hundred thousand ${what} at once end their run, not the one beside it, nor the next`,
      argument: { way, text: "x" },
      ends: ["limit MESSAGE_LIMIT", "crashed PROTOCOL_VIOLATION"],
    }),
  ),
  ...weights.map(({ name, kind, count, what, ends }) =>
    denial(weapons, { name: `heavy-${name}`, weapon: "weigh", title: `S3, S12, R5: one message of ${what} does no more than end its run; of long text only what the limit allows is kept`, argument: { kind, count }, ends }),
  ),
  {
    id: "E-fetch-bulk",
    title: "S3: a worker that asks for a large package a hundred times at once gets it, a few at a time (host stall told)",
    timeoutMs: 60_000,
    async run(context) {
      const ask = async ({ events, post, finish }: Hostile, url: string) => {
        let answers = 0;
        const all = new Promise<void>((resolve) => {
          events.addEventListener("message", (event) => {
            answers += (event as MessageEvent<{ type: string }>).data.type === "fetch-response" ? 1 : 0;
            if (answers === 100) resolve();
          });
        });
        for (let i = 0; i < 100; i++) post({ type: "fetch-request", requestId: i + 10, method: "GET", url, headers: {}, body: null });
        await all;
        post({ type: "stdout-delta", text: String(answers) });
        finish();
      };
      const wheel = await assetFile(context, "wheels/thing-1.0-py3-none-any.whl", new Uint8Array(5_000_000), "application/zip");
      const sandbox = await hostileSandbox(context, ask, { extras: [{ name: "thing", version: "1.0", imports: ["thing"], depends: [], wheel }] });
      const stall = measureStall();
      const { status, stdout } = await runHostile(sandbox, { argument: wheel.url, limits: { installMs: 30_000 } });
      equal([status, stdout], ["ok", "100"], "status and answers");
      return { detail: stdout, stallMs: stall() };
    },
  },
  {
    id: "E-bulk",
    title: "R5: what a worker sends beyond its limits never reaches the host, by whichever way: text, logs, outputs, files",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await hostileSandbox(context, (({ post, answer }: Hostile, kind: string) => {
        const text = "x".repeat(50_000);
        for (let i = 0; i < 200; i++) {
          if (kind === "stdout" || kind === "stderr") post({ type: `${kind}-delta`, text });
          if (kind === "log") post({ type: "run-log", level: "info", text });
          if (kind === "outputs") post({ type: "output-available", output: { id: `output-${i}`, data: { "text/plain": text }, metadata: "{}" } });
          if (kind === "metadata") post({ type: "output-available", output: { id: `output-${i}`, data: {}, metadata: JSON.stringify({ text }) } });
        }
        post({ type: "stream-end" });
        const files = kind === "files" ? Array.from({ length: 200 }, (_, i) => ({ path: `${i}`, bytes: new ArrayBuffer(50_000) })) : [];
        answer({ type: "RAW", value: { status: "ok", error: null, value: null, exitCode: 0, files, peakMemoryBytes: 1, fuel: null, session: null } });
      }));
      const limits = { stdoutBytes: 100_000, outputBytes: 100_000, outputCount: 50, fileBytes: 100_000, fileCount: 50, messagesPerSecond: 1000 };
      for (const kind of ["stdout", "stderr", "log", "outputs", "metadata", "files"]) {
        const run = sandbox.run({ code: "", env: { ARGUMENT: JSON.stringify(kind), HONEST: "" }, limits });
        const result = await run.result;
        let logged = 0;
        for await (const event of run.events) if (event.type === "log") logged += event.text.length;
        const kept = {
          stdout: result.stdout.length,
          stderr: result.stderr.length,
          log: logged,
          outputs: result.outputs.reduce((sum, { data }) => sum + String(data["text/plain"]).length, 0),
          metadata: JSON.stringify(result.outputs.map(({ metadata }) => metadata)).length,
          files: result.files.reduce((sum, { bytes }) => sum + bytes.length, 0),
        }[kind]!;
        equal(result.status, "ok", kind);
        assert(kept > 0 && kept <= 101_000, `${kind}: ${kept} bytes arrived where 100000 are the limit`);
        if (kind !== "log") equal(result.truncated, [kind === "metadata" ? "outputs" : kind], "what is marked as cut");
      }
    },
  },
];
