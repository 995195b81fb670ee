import type { RunEvent, RunResult } from "@vitrine/sdk";
import { LiveRun as FollowedRun, type RunState as FollowedState } from "@vitrine/sdk/ui";
import { digestOf } from "./digest-of.ts";
import { pageSandbox } from "./page-sandbox.ts";
import type { Poster } from "./poster.ts";
import type { RunRequest } from "./run-request.ts";

/** Something that happened in a run, for the inspector. */
export interface TimedEvent {
  /** Milliseconds since the run was asked for. */
  at: number;
  type: string;
  text: string;
}

/** What the chat keeps of a run beside how far it has come. */
interface Kept {
  events: readonly TimedEvent[];
  /** Pictures of outputs by their ids, once they were drawn. */
  posters: Readonly<Record<string, Poster>>;
  /** What the model reads of it; set with the result. */
  digest?: string;
  /** It ran before the page was loaded. */
  restored?: true;
}

export type RunState = FollowedState & Kept;

const shownEvents = 300;

/** A run whose state can be watched and kept. For useSyncExternalStore. */
export class LiveRun {
  readonly result: Promise<RunResult | undefined>;
  readonly #live = new FollowedRun();
  readonly #readers = new Set<() => void>();
  readonly #began = performance.now();
  readonly #restored: RunState | undefined;
  #kept: Kept;
  #state: RunState;
  #seen: FollowedState;

  /** Runs the request, or shows what came of it earlier. */
  constructor(
    readonly request: RunRequest,
    restored?: RunState,
  ) {
    this.#restored = restored;
    this.#kept = restored ?? { events: [], posters: {} };
    this.#live.listen((event) => this.#note(event));
    this.#live.subscribe(this.#tell);
    this.result = restored ? Promise.resolve(restored.result) : this.#start();
    this.#seen = this.#live.state();
    this.#state = restored ?? { ...this.#seen, ...this.#kept };
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly state = (): RunState => {
    const live = this.#live.state();
    if (live !== this.#seen) this.#keep({});
    return this.#state;
  };

  get running(): boolean {
    const { result, failure } = this.state();
    return !result && !failure;
  }

  abort(): void {
    this.#live.abort();
  }

  addPoster(outputId: string, poster: Poster): void {
    this.#keep({ posters: { ...this.#kept.posters, [outputId]: poster } });
    this.#tell();
  }

  async #start(): Promise<RunResult | undefined> {
    try {
      const result = await this.#live.start(pageSandbox, this.request);
      this.#keep({ digest: digestOf(result) });
      return result;
    } catch {
      // The state says why.
      return undefined;
    }
  }

  #note(event: RunEvent): void {
    this.#keep({ events: withEvent(this.#kept.events, { at: performance.now() - this.#began, type: event.type, text: textOf(event).slice(0, 300) }) });
  }

  #keep(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#seen = this.#live.state();
    this.#state = { ...(this.#restored ?? this.#seen), ...this.#kept };
  }

  readonly #tell = (): void => {
    for (const reader of this.#readers) reader();
  };
}

function textOf(event: RunEvent): string {
  if (event.type === "phase") return [event.phase, event.detail].filter(Boolean).join(": ");
  if (event.type === "log") return `${event.level}: ${event.text}`;
  if ("output" in event) return event.output.alt;
  return "text" in event ? event.text : "";
}

/** Printed text that goes on is one event. */
function withEvent(events: readonly TimedEvent[], event: TimedEvent): readonly TimedEvent[] {
  const last = events.at(-1);
  if (last && (event.type === "stdout" || event.type === "stderr") && last.type === event.type) return [...events.slice(0, -1), { ...last, text: (last.text + event.text).slice(0, 300) }];
  return events.length < shownEvents ? [...events, event] : events;
}
