import {
  check,
  type FetchDenied,
  type FetchRequest,
  type FetchResponse,
  type KernelToHost,
  type RunEnd,
  type RunError,
  type RunStart,
  type RunStatus,
  type WireFile,
  type WorkerCalls,
  type WorkerEvent,
  type WorkerReport,
  workerEvent,
  workerReport,
} from "@vitrine/protocol";
import * as Comlink from "comlink";
import { Budget } from "./budget.ts";
import { Deadlines } from "./deadlines.ts";
import type { PreparedRuntime, ScriptUrls } from "./prepare-runtime.ts";
import { aborted, crashed, flooded, timedOut, violated } from "./run-failures.ts";

// This frame only wraps. Without this handler a worker cannot make it hold a proxy of anything.
Comlink.transferHandlers.delete("proxy");

/** Requests of one run that the broker sees at once. Each answer is a copy of a package in the host's memory. */
const parallelFetches = 6;

/** Requests of one run that may wait for their answer. */
const openFetches = 1000;

/** Milliseconds that a worker whose call failed is given to send what its program printed. */
const streamGrace = 200;

/** What was thrown, in words. The guest can throw anything, also what String() itself throws at. */
const words = (thrown: unknown) => (thrown instanceof Error && typeof thrown.message === "string" ? thrown.message : "it threw something that is no error");

/** One run in one fresh worker: starts it, relays what passes the guards, keeps the limits, kills it at the end. */
export class WorkerRun {
  readonly #scripts: ScriptUrls;
  readonly #worker: Worker;
  readonly #callPorts = new MessageChannel();
  // Held as long as the run: Comlink closes the connection of a proxy that is garbage.
  readonly #calls = Comlink.wrap<WorkerCalls>(this.#callPorts.port1);
  readonly #events = new MessageChannel();
  readonly #deadlines: Deadlines;
  readonly #budget: Budget;
  /** Requests that the broker has not answered yet; what it has not even seen waits in the queue. */
  readonly #pendingFetches = new Set<number>();
  readonly #queuedFetches: FetchRequest[] = [];
  readonly #streamEnd = Promise.withResolvers<void>();
  #ended = false;

  constructor(
    private readonly request: RunStart,
    private readonly runtime: PreparedRuntime,
    private readonly toHost: (message: KernelToHost, transfer?: Transferable[]) => void,
    private readonly onEnd: () => void,
  ) {
    this.#budget = new Budget(request.limits);
    this.#scripts = runtime.scriptUrls();
    this.#worker = new Worker(this.#scripts.worker, { name: `vitrine-${request.runId}` });
    this.#deadlines = new Deadlines(request.limits, (expired) => this.#end("timeout", timedOut(expired)));
  }

  start(): void {
    const { runId, inputs, limits } = this.request;
    this.toHost({ type: "run-phase", runId, phase: "boot", detail: "" });
    this.#worker.onerror = (event) => this.#end("crashed", crashed(event.message || "its script failed"));
    // The worker speaks on its two ports and answers one call. Anything else is the guest's, and uncounted it could flood this frame.
    this.#worker.onmessage = this.#worker.onmessageerror = () => this.#end("crashed", violated("no message beside its ports"));
    let answers = 0;
    this.#callPorts.port1.addEventListener("message", () => {
      if (++answers > 1) this.#end("crashed", violated("one answer to one call"));
    });
    this.#callPorts.port1.addEventListener("messageerror", () => this.#end("crashed", violated("a readable answer")));
    this.#events.port1.onmessage = (event: MessageEvent<unknown>) => this.#receive(event.data);
    this.#events.port1.onmessageerror = () => this.#end("crashed", violated("a readable message"));
    this.#worker.postMessage(null, [this.#callPorts.port2, this.#events.port2]);
    const { loader: loaderUrl, glue: glueUrl } = this.#scripts;
    // Calls and events are two ports, so the call's answer can overtake what was printed before it.
    this.#calls.run({ ...this.runtime.boot, loaderUrl, glueUrl }, inputs, limits).then(
      async (report) => {
        await this.#streamEnd.promise;
        this.#finish(report);
      },
      async (thrown: unknown) => {
        // A worker that died may never end its stream.
        await Promise.race([this.#streamEnd.promise, new Promise((resolve) => setTimeout(resolve, streamGrace))]);
        this.#end("crashed", crashed(words(thrown)));
      },
    );
  }

  abort(): void {
    this.#end("aborted", aborted());
  }

  answerFetch(message: FetchResponse | FetchDenied): void {
    if (this.#ended || !this.#pendingFetches.delete(message.requestId)) return;
    this.#deadlines.wait(-1);
    this.#events.port1.postMessage(message, message.type === "fetch-response" ? [message.body] : []);
    const next = this.#queuedFetches.shift();
    if (next) this.toHost(next);
  }

  #receive(data: unknown): void {
    if (this.#ended) return;
    if (!this.#budget.message()) return this.#end("limit", flooded(this.request.limits.messagesPerSecond));
    const checked = check(workerEvent, data);
    if (!checked.ok) return this.#end("crashed", violated(checked.reason));
    this.#relay(checked.value);
  }

  #relay(event: WorkerEvent): void {
    const { runId } = this.request;
    switch (event.type) {
      case "phase-start":
        if (this.#deadlines.enter(event.phase)) this.toHost({ type: "run-phase", runId, phase: event.phase, detail: event.detail });
        return;
      case "stdout-delta":
      case "stderr-delta": {
        const text = this.#budget.stream(event);
        if (text) this.toHost({ type: event.type, runId, text });
        return;
      }
      case "output-available":
        if (this.#budget.output(event.output)) this.toHost({ ...event, runId });
        return;
      case "outputs-clear":
        this.#budget.clearOutputs();
        this.toHost({ ...event, runId });
        return;
      case "run-log": {
        const text = this.#budget.log(event.text);
        if (text) this.toHost({ ...event, runId, text });
        return;
      }
      case "fetch-request":
        if (this.#pendingFetches.has(event.requestId)) return;
        if (this.#pendingFetches.size >= openFetches) return this.#end("crashed", violated(`at most ${openFetches} open requests`));
        this.#pendingFetches.add(event.requestId);
        this.#deadlines.wait(1);
        if (this.#pendingFetches.size <= parallelFetches) this.toHost({ ...event, runId });
        else this.#queuedFetches.push({ ...event, runId });
        return;
      case "limit-met":
        this.#budget.truncated.add(event.what);
        return;
      case "stream-end":
        this.#streamEnd.resolve();
        return;
    }
  }

  #finish(report: unknown): void {
    const checked = check(workerReport, report);
    if (!checked.ok) return this.#end("crashed", violated(checked.reason));
    this.#end(checked.value.status, checked.value.error, checked.value);
  }

  #end(status: RunStatus, error: RunError | null, report?: WorkerReport): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#deadlines.stop();
    this.#worker.terminate();
    this.#scripts.revoke();
    this.#callPorts.port1.close();
    this.#events.port1.close();
    const files = report ? this.#fittingFiles(report.files) : [];
    const message: RunEnd = {
      type: "run-end",
      runId: this.request.runId,
      status,
      error,
      value: report?.value ?? null,
      exitCode: report?.exitCode ?? null,
      files,
      timings: { ...this.#deadlines.spent },
      peakMemoryBytes: report?.peakMemoryBytes ?? null,
      truncated: [...new Set([...this.#budget.truncated, ...(report?.truncated ?? []), ...(report && files.length < report.files.length ? (["files"] as const) : [])])],
    };
    this.toHost(
      message,
      files.map((file) => file.bytes),
    );
    this.onEnd();
  }

  #fittingFiles(files: WireFile[]): WireFile[] {
    const { fileCount, fileBytes } = this.request.limits;
    let bytes = 0;
    return files.slice(0, fileCount).filter((file) => (bytes += file.bytes.byteLength) <= fileBytes);
  }
}
