import type { Output, Run, RunPhase, RunResult } from "@vitrine/sdk";
import { digestOf } from "./digest-of.ts";
import { pageSandbox } from "./page-sandbox.ts";
import type { RunRequest } from "./run-request.ts";
import type { Poster } from "./poster.ts";

/** Something that happened in a run, for the inspector. */
export interface TimedEvent {
  /** Milliseconds since the run was asked for. */
  at: number;
  type: string;
  text: string;
}

/** How far a run has come. */
export interface RunState {
  phase: RunPhase;
  /** What the phase is busy with, such as a package's name. */
  detail: string;
  stdout: string;
  stderr: string;
  outputs: readonly Output[];
  events: readonly TimedEvent[];
  /** Pictures of outputs by their ids, once they were drawn. */
  posters: Readonly<Record<string, Poster>>;
  /** Set when it has ended. */
  result?: RunResult;
  /** What the model reads of it; set with the result. */
  digest?: string;
  /** Set where Vitrine itself failed: no runtime, no frame. */
  failure?: { message: string; fix: string };
  /** It ran before the page was loaded. */
  restored?: true;
}

const fresh: RunState = { phase: "queue", detail: "", stdout: "", stderr: "", outputs: [], events: [], posters: {} };

/** Characters of printed text that are shown; the result keeps all. */
const shownText = 20_000;
const shownEvents = 300;

/** A run whose state can be watched. For useSyncExternalStore. */
export class LiveRun {
  readonly result: Promise<RunResult | undefined>;
  readonly #readers = new Set<() => void>();
  readonly #began = performance.now();
  #state: RunState;
  #run: Run | undefined;
  #frame = 0;
  #aborted = false;

  /** Runs the request, or shows what came of it earlier. */
  constructor(
    readonly request: RunRequest,
    kept?: RunState,
  ) {
    this.#state = kept ?? fresh;
    this.result = kept ? Promise.resolve(kept.result) : this.#follow(request);
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

  addPoster(outputId: string, poster: Poster): void {
    this.#set({ posters: { ...this.#state.posters, [outputId]: poster } });
  }

  async #follow(request: RunRequest): Promise<RunResult | undefined> {
    try {
      const sandbox = await pageSandbox();
      const run = sandbox.run(request);
      this.#run = run;
      if (this.#aborted) run.abort();
      for await (const event of run.events) {
        const state = this.#state;
        if (event.type === "phase") this.#set({ phase: event.phase, detail: event.detail ?? "" }, event.type, [event.phase, event.detail].filter(Boolean).join(": "));
        else if (event.type === "output") this.#set({ outputs: [...state.outputs, event.output] }, event.type, event.output.alt);
        else if (event.type === "output-update") this.#set({ outputs: state.outputs.map((output) => (output.id === event.output.id ? event.output : output)) }, event.type, event.output.alt);
        else if (event.type === "outputs-clear") this.#set({ outputs: [] }, event.type, "");
        else if (event.type === "stdout" || event.type === "stderr") this.#set({ [event.type]: (state[event.type] + event.text).slice(-shownText) }, event.type, event.text);
        else if (event.type === "log") this.#set({}, event.type, `${event.level}: ${event.text}`);
        else this.#set({}, event.type, "");
      }
      const result = await run.result;
      this.#set({ result, digest: digestOf(result) });
      return result;
    } catch (error) {
      const { message, fix } = error as { message?: string; fix?: string };
      this.#set({ failure: { message: message ?? String(error), fix: fix ?? "" } });
      return undefined;
    }
  }

  /** Readers are told once per frame, however much is printed. */
  #set(change: Partial<RunState>, type?: string, text = ""): void {
    const { events } = this.#state;
    const more = type === undefined ? events : withEvent(events, { at: performance.now() - this.#began, type, text: text.slice(0, 300) });
    this.#state = { ...this.#state, ...change, events: more };
    if (this.#frame !== 0) return;
    const tell = () => {
      this.#frame = 0;
      for (const reader of this.#readers) reader();
    };
    // A hidden page has no frames.
    this.#frame = document.hidden ? window.setTimeout(tell) : requestAnimationFrame(tell);
  }
}

/** Printed text that goes on is one event. */
function withEvent(events: readonly TimedEvent[], event: TimedEvent): readonly TimedEvent[] {
  const last = events.at(-1);
  if (last && (event.type === "stdout" || event.type === "stderr") && last.type === event.type) return [...events.slice(0, -1), { ...last, text: (last.text + event.text).slice(0, 300) }];
  return events.length < shownEvents ? [...events, event] : events;
}
