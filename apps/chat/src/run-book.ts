import { LiveRun, type RunState } from "./live-run.ts";
import type { Poster } from "./poster.ts";
import type { RunRequest } from "./run-request.ts";

/** A run as it is kept over reloads. */
export interface KeptRun {
  request: RunRequest;
  state: RunState;
}

/** The runs of a conversation, each under the id of its tool call or of its program. Running again takes the old one's place. */
export class RunBook {
  readonly #runs = new Map<string, LiveRun>();
  readonly #readers = new Set<() => void>();

  /** `onChange` hears of each run that has ended, and of each poster. */
  constructor(
    kept: ReadonlyMap<string, KeptRun>,
    private readonly onChange: (key: string, run: LiveRun) => void,
  ) {
    for (const [key, { request, state }] of kept) this.#runs.set(key, new LiveRun(request, { ...state, restored: true }));
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  get(key: string): LiveRun | undefined {
    return this.#runs.get(key);
  }

  /** Every run that has not ended. */
  get active(): LiveRun[] {
    return [...this.#runs.values()].filter(({ running }) => running);
  }

  start(key: string, request: RunRequest): LiveRun {
    this.#runs.get(key)?.abort();
    const run = new LiveRun(request);
    this.#runs.set(key, run);
    void run.result.then(() => {
      this.#tell();
      if (this.#runs.get(key) === run) this.onChange(key, run);
    });
    this.#tell();
    return run;
  }

  addPoster(key: string, outputId: string, poster: Poster): void {
    const run = this.#runs.get(key);
    run?.addPoster(outputId, poster);
    if (run && !run.running) this.onChange(key, run);
  }

  /** Ends every run. True where there was one. */
  abortAll(): boolean {
    const { active } = this;
    for (const run of active) run.abort();
    return active.length > 0;
  }

  clear(): void {
    this.abortAll();
    this.#runs.clear();
    this.#tell();
  }

  #tell(): void {
    for (const reader of this.#readers) reader();
  }
}
