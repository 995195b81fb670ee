import {
  check,
  type FetchDenied,
  type FetchRequest,
  type FetchResponse,
  type InputResponse,
  type KernelToHost,
  type ModuleStart,
  type RunEnd,
  type RunError,
  type RunStart,
  type RunStatus,
  wireBuffers,
  type WireFile,
  type WorkerEvent,
  type WorkerReport,
  workerEvent,
  workerReport,
} from "@vitrine/protocol";
import { Budget } from "./budget.ts";
import { Deadlines, type Expired } from "./deadlines.ts";
import type { GuestListener, GuestWorker } from "./guest-worker.ts";
import type { KeptModules } from "./kept-modules.ts";
import { aborted, crashed, flooded, interrupted, timedOut, violated } from "./run-failures.ts";

/** Requests of one run that the broker sees at once. Each answer is a copy of a package in the host's memory. */
const parallelFetches = 6;

/** Requests of one run that may wait for their answer. */
const openFetches = 1000;

/** Milliseconds that a worker whose call failed is given to send what its program printed. */
const streamGrace = 200;

/** Milliseconds that a program is given to heed an interrupt. */
const interruptGrace = 2000;

/** Questions to the reader that may be open at once: a program that waits asks one. */
const openInputs = 16;

/** What was thrown, in words. The guest can throw anything, also what String() itself throws at. */
const words = (thrown: unknown) => (thrown instanceof Error && typeof thrown.message === "string" ? thrown.message : "it threw something that is no error");

/** One run in one worker: starts it, relays what passes the guards, keeps the limits, kills the worker unless a session keeps it. */
export class WorkerRun implements GuestListener {
  readonly #worker: GuestWorker;
  readonly #deadlines: Deadlines;
  readonly #budget: Budget;
  /** Requests that the broker has not answered yet; what it has not even seen waits in the queue. */
  readonly #pendingFetches = new Set<number>();
  readonly #queuedFetches: FetchRequest[] = [];
  readonly #pendingInputs = new Set<number>();
  #fetchedBytes = 0;
  readonly #streamEnd = Promise.withResolvers<void>();
  /** The last line of its own that the program reached for the first time. */
  #place: { source: string; line: number } | undefined;
  #peakMemory: number | null = null;
  #module: ModuleStart | null = null;
  #interrupted = false;
  #profiled = false;
  #ended = false;

  constructor(
    private readonly request: RunStart,
    openWorker: (listener: GuestListener) => GuestWorker,
    private readonly modules: KeptModules,
    private readonly toHost: (message: KernelToHost, transfer?: Transferable[]) => void,
    /** Given the worker where its session keeps it. */
    private readonly onEnd: (kept: GuestWorker | undefined) => void,
  ) {
    this.#budget = new Budget(request.limits);
    this.#worker = openWorker(this);
    this.#deadlines = new Deadlines(request.limits, (expired) => this.#expire(expired));
  }

  start(): void {
    const { runId, inputs, limits, sessionId } = this.request;
    this.toHost({ type: "run-phase", runId, phase: "boot", detail: "" });
    const key = this.modules.key(this.request);
    const kept = (key !== null && this.modules.get(key)) || null;
    if (kept) this.#module = "kept";
    // Calls and events are two ports, so the call's answer can overtake what was printed before it.
    this.#worker.run(inputs, limits, sessionId !== null, kept).then(
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

  /** Stops the program and keeps its session, where that can be done in time; else kills it. */
  interrupt(): void {
    if (this.#ended) return;
    this.#interrupted = true;
    if (!this.#worker.interrupt()) return this.abort();
    setTimeout(() => this.abort(), interruptGrace);
  }

  answerInput(message: InputResponse): void {
    if (this.#ended || !this.#pendingInputs.delete(message.requestId)) return;
    this.#deadlines.waitForInput(-1);
    this.#worker.answer(message);
  }

  answerFetch(message: FetchResponse | FetchDenied): void {
    if (this.#ended || !this.#pendingFetches.delete(message.requestId)) return;
    this.#deadlines.wait(-1);
    this.#worker.answer(message);
    const next = this.#queuedFetches.shift();
    if (next) this.#ask(next);
  }

  onBreak(error: RunError): void {
    this.#end("crashed", error);
  }

  onEvent(data: unknown): void {
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
        // Said again with another detail, it is the same phase's progress.
        if (this.#deadlines.enter(event.phase) || (event.detail && event.phase === this.#deadlines.phase)) this.toHost({ type: "run-phase", runId, phase: event.phase, detail: event.detail });
        return;
      case "stdout-delta":
      case "stderr-delta": {
        const text = this.#budget.stream(event);
        if (text) this.toHost({ type: event.type, runId, text });
        return;
      }
      case "output-available":
        if (this.#budget.output(event.output)) this.toHost({ ...event, runId }, wireBuffers(event.output));
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
        // The host counts what it sends; counted here as well, bodies cannot pile up.
        this.#fetchedBytes += event.body?.byteLength ?? 0;
        if (this.#fetchedBytes > this.request.limits.networkBytes) {
          const reason = `NETWORK_FAILED: the program sends more than limits.networkBytes (${this.request.limits.networkBytes}). Send less.`;
          this.#worker.answer({ type: "fetch-denied", runId, requestId: event.requestId, reason });
          return;
        }
        this.#pendingFetches.add(event.requestId);
        this.#deadlines.wait(1);
        if (this.#pendingFetches.size <= parallelFetches) this.#ask({ ...event, runId });
        else this.#queuedFetches.push({ ...event, runId });
        return;
      case "input-request":
        if (this.#pendingInputs.has(event.requestId)) return;
        if (this.#pendingInputs.size >= openInputs) return this.#end("crashed", violated(`at most ${openInputs} open questions`));
        this.#pendingInputs.add(event.requestId);
        this.#deadlines.waitForInput(1);
        this.toHost({ ...event, runId });
        return;
      case "line-reached":
        this.#place = { source: event.source, line: event.line };
        return;
      case "limit-met":
        this.#budget.cut(event);
        return;
      case "stream-tail":
        this.#budget.tail(event);
        return;
      case "memory-grown":
        // The guest's word: it may not be more than the limit lets it be.
        this.#peakMemory = Math.max(this.#peakMemory ?? 0, Math.min(event.bytes, this.request.limits.memoryBytes));
        return;
      case "module-prepared": {
        const key = this.modules.key(this.request);
        // Before the program runs, the worker is ours alone.
        if (key === null || this.#module === "compiled" || this.#deadlines.phase !== "boot") return;
        this.#module = "compiled";
        this.modules.put(key, event.prepared);
        return;
      }
      case "profile-taken":
        if (!this.request.inputs.profile || this.#profiled) return;
        this.#profiled = true;
        this.toHost({ ...event, runId });
        return;
      case "packages-held":
        this.toHost({ ...event, runId });
        return;
      case "stream-end":
        this.#streamEnd.resolve();
        return;
    }
  }

  #ask(request: FetchRequest): void {
    this.toHost(request, request.body ? [request.body] : []);
  }

  #finish(report: unknown): void {
    const checked = check(workerReport, report);
    if (!checked.ok) return this.#end("crashed", violated(checked.reason));
    const { value } = checked;
    if (this.#interrupted && value.error?.name === "KeyboardInterrupt") this.#end("aborted", interrupted(value.error), value);
    else this.#end(value.status, value.error, value);
  }

  #expire(expired: Expired): void {
    this.#end("timeout", timedOut(expired, this.#place));
  }

  #end(status: RunStatus, error: RunError | null, report?: WorkerReport): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#deadlines.stop();
    // A session goes on in its interpreter, unless this was an end from outside or the interpreter's own.
    const session = (this.request.sessionId !== null && report?.session) || null;
    if (!session) this.#worker.kill();
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
      start: this.#worker.came,
      module: this.#module,
      peakMemoryBytes: report?.peakMemoryBytes ?? this.#peakMemory,
      fuel: report?.fuel ?? null,
      cuts: this.#budget.cuts,
      tails: this.#budget.tails,
      session,
    };
    this.toHost(
      message,
      files.map((file) => file.bytes),
    );
    this.onEnd(session ? this.#worker : undefined);
  }

  #fittingFiles(files: WireFile[]): WireFile[] {
    const { fileCount, fileBytes } = this.request.limits;
    let bytes = 0;
    const fitting = files.slice(0, fileCount).filter((file) => (bytes += file.bytes.byteLength) <= fileBytes);
    if (files.length > fileCount) this.#budget.cut({ what: "files", limit: "fileCount", made: files.length });
    else if (fitting.length < files.length) this.#budget.cut({ what: "files", limit: "fileBytes", made: bytes });
    return fitting;
  }
}
