const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Waits for what ends a command early: Ctrl-C and its like, or a reader of standard output that went away. */
export class Interruption {
  /** Aborted when it happens; the reason is the exit code. */
  readonly signal: AbortSignal;
  /** The exit code, when it happens. */
  readonly happened: Promise<number>;
  readonly #controller = new AbortController();
  readonly #onSignal = (): void => {
    // Asked twice: do not wait. The browser is killed as this process exits.
    if (this.signal.aborted) process.exit(130);
    this.#controller.abort(130);
  };
  // `| head` has read enough; and nobody can be told of a closed stderr.
  readonly #onPipeError = (): void => this.#controller.abort(0);

  constructor() {
    this.signal = this.#controller.signal;
    this.happened = new Promise((resolve) => this.signal.addEventListener("abort", () => resolve(this.signal.reason as number), { once: true }));
    for (const signal of signals) process.on(signal, this.#onSignal);
    process.stdout.on("error", this.#onPipeError);
    process.stderr.on("error", ignore);
  }

  /** Gives the signals back. */
  stop(): void {
    for (const signal of signals) process.off(signal, this.#onSignal);
  }
}

function ignore(): void {}
