import type { Limits, Output, Payload, Run, RunEvent, RunOptions, RunPhase, RunResult, RunStatus } from "../host/index.ts";
import { openSource, type SandboxSource } from "./sandbox-source.ts";

/** How far a run has come. */
export interface RunState {
  /** idle: nothing was started yet. failed: Vitrine or the page did something wrong (`failure`). Else how the run ended. */
  status: "idle" | "running" | "failed" | RunStatus;
  /** Of the program. */
  language: string;
  phase: RunPhase;
  /** What the phase is busy with, such as a package's name. */
  detail: string;
  /** The last 50 000 characters of what was printed; the result has all. */
  stdout: string;
  stderr: string;
  outputs: readonly Output[];
  /** Set when it has ended. */
  result?: RunResult;
  /** Set where it could not run: no runtime, no frame, wrong options. */
  failure?: { message: string; fix: string };
}

/** What `sandbox.run` takes. */
export type Program = Payload | (RunOptions & { limits?: Partial<Limits> });

const idle: RunState = { status: "idle", language: "python", phase: "queue", detail: "", stdout: "", stderr: "", outputs: [] };

/** Characters of printed text that are kept for showing. */
const shownText = 50_000;

/** Milliseconds between two calls of a reader, however much happens. */
const interval = 50;

/** A run whose state can be watched while it goes on: for useSyncExternalStore and its like. It may be started again. */
export class LiveRun {
  readonly #readers = new Set<() => void>();
  readonly #listeners = new Set<(event: RunEvent) => void>();
  #state = idle;
  #source: SandboxSource | undefined;
  #run: Run | undefined;
  /** Of the start that counts; what an earlier one still tells is dropped. */
  #turn = 0;
  #aborted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told = -Infinity;

  /** Calls the reader when the state has changed: soon, and at most twenty times a second. */
  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => void this.#readers.delete(reader);
  };

  /** The same object until something changes. */
  readonly state = (): RunState => this.#state;

  /** Where the run's sandbox comes from: its outputs are shown by the same. */
  get source(): SandboxSource | undefined {
    return this.#source;
  }

  /** Calls the listener with every event from now on, at once. */
  listen(listener: (event: RunEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Runs a program, or what the function reads. A run that goes on is ended first. Rejects only for what the page or Vitrine did wrong, which the state tells as well. */
  async start(source: SandboxSource, program: Program | (() => Program)): Promise<RunResult> {
    this.abort();
    const turn = ++this.#turn;
    this.#source = source;
    this.#run = undefined;
    this.#aborted = false;
    this.#set({ ...idle, status: "running" });
    try {
      const wanted = typeof program === "function" ? program() : program;
      if (turn === this.#turn && wanted.language !== undefined) this.#set({ ...this.#state, language: wanted.language });
      const sandbox = await openSource(source);
      const run = sandbox.run(wanted);
      if (turn !== this.#turn) {
        run.abort();
        return await run.result;
      }
      this.#run = run;
      if (this.#aborted) run.abort();
      for await (const event of run.events) if (turn === this.#turn) this.#take(event);
      const result = await run.result;
      if (turn === this.#turn) this.#set({ ...this.#state, status: result.status, phase: "end", outputs: result.outputs, result });
      return result;
    } catch (error) {
      const { message, fix } = (error ?? {}) as { message?: unknown; fix?: unknown };
      const failure = { message: typeof message === "string" ? message : String(error), fix: typeof fix === "string" ? fix : "" };
      if (turn === this.#turn) this.#set({ ...this.#state, status: "failed", phase: "end", failure });
      throw error;
    }
  }

  /** Ends the run now; its result has the status "aborted". */
  abort(): void {
    this.#aborted = true;
    this.#run?.abort();
  }

  #take(event: RunEvent): void {
    const { outputs } = this.#state;
    if (event.type === "phase") this.#set({ ...this.#state, phase: event.phase, detail: event.detail ?? "" });
    else if (event.type === "output") this.#set({ ...this.#state, outputs: [...outputs, event.output] });
    else if (event.type === "output-update") this.#set({ ...this.#state, outputs: outputs.map((output) => (output.id === event.output.id ? event.output : output)) });
    else if (event.type === "outputs-clear") this.#set({ ...this.#state, outputs: [] });
    else if (event.type === "stdout" || event.type === "stderr") this.#set({ ...this.#state, [event.type]: (this.#state[event.type] + event.text).slice(-shownText) });
    for (const listener of this.#listeners) listener(event);
  }

  #set(state: RunState): void {
    this.#state = state;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#told = performance.now();
      for (const reader of this.#readers) reader();
    }, Math.max(0, this.#told + interval - performance.now()));
  }
}
