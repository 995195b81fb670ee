import type { Output, Payload, Run, RunPhase, RunResult } from "@vitrine/sdk";
import { pageSandbox } from "./page-sandbox.ts";

/** How far a run has come. */
export interface RunState {
  phase: RunPhase;
  /** What the phase is busy with, such as a package's name. */
  detail: string;
  stdout: string;
  stderr: string;
  outputs: readonly Output[];
  /** Set when it has ended. */
  result?: RunResult;
  /** Set where Vitrine itself failed: no runtime, no frame. */
  failure?: { message: string; fix: string };
}

const fresh: RunState = { phase: "queue", detail: "", stdout: "", stderr: "", outputs: [] };

/** Characters of printed text that are shown; the result keeps all. */
const shownText = 20_000;

/** A run whose state can be watched. For useSyncExternalStore. */
export class LiveRun {
  readonly result: Promise<RunResult | undefined>;
  readonly #readers = new Set<() => void>();
  #state = fresh;
  #run: Run | undefined;
  #frame = 0;
  #aborted = false;

  constructor(payload: Payload) {
    this.result = this.#follow(payload);
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly state = (): RunState => this.#state;

  get running(): boolean {
    return !this.#state.result && !this.#state.failure;
  }

  abort(): void {
    this.#aborted = true;
    this.#run?.abort();
  }

  async #follow(payload: Payload): Promise<RunResult | undefined> {
    try {
      const sandbox = await pageSandbox();
      const run = sandbox.run(payload);
      this.#run = run;
      if (this.#aborted) run.abort();
      for await (const event of run.events) {
        if (event.type === "phase") this.#set({ phase: event.phase, detail: event.detail ?? "" });
        else if (event.type === "output") this.#set({ outputs: [...this.#state.outputs, event.output] });
        else if (event.type === "output-update") this.#set({ outputs: this.#state.outputs.map((output) => (output.id === event.output.id ? event.output : output)) });
        else if (event.type === "outputs-clear") this.#set({ outputs: [] });
        else if (event.type === "stdout" || event.type === "stderr") this.#set({ [event.type]: (this.#state[event.type] + event.text).slice(-shownText) });
      }
      const result = await run.result;
      this.#set({ result });
      return result;
    } catch (error) {
      const { message, fix } = error as { message?: string; fix?: string };
      this.#set({ failure: { message: message ?? String(error), fix: fix ?? "" } });
      return undefined;
    }
  }

  /** Readers are told once per frame, however much is printed. */
  #set(change: Partial<RunState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      for (const reader of this.#readers) reader();
    });
  }
}
