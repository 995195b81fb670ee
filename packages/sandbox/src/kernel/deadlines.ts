import type { ErrorCode, Limits } from "@vitrine/protocol";

export type TimedPhase = "boot" | "install" | "run" | "render";
type Charged = TimedPhase | "input";

const order: TimedPhase[] = ["boot", "install", "run", "render"];

/** Each phase has its deadline; `render` lives on what `run` left. */
const limitOf = { boot: "bootMs", install: "installMs", run: "runMs", render: "runMs", input: "inputMs" } as const;
const codeOf = { bootMs: "BOOT_TIMEOUT", installMs: "INSTALL_TIMEOUT", runMs: "RUN_TIMEOUT", inputMs: "RUN_TIMEOUT" } as const satisfies Record<string, ErrorCode>;

export interface Expired {
  code: ErrorCode;
  limit: keyof typeof codeOf;
  ms: number;
}

/**
 * Measures a run's phases and ends it when one takes too long. Phases only go forward: the guest owns its worker and could
 * claim to be installing for ever. Time that it waits on the broker counts as `install`, so that a slow download
 * never counts as a slow program, and never lasts for ever either. So does, as `input`, the time that it waits for the reader.
 */
export class Deadlines {
  readonly #spent: Record<Charged, number> = { boot: 0, install: 0, run: 0, render: 0, input: 0 };
  #phase: TimedPhase = "boot";
  #since = performance.now();
  #waiting = 0;
  #asking = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly limits: Limits,
    private readonly onExpire: (expired: Expired) => void,
  ) {
    this.#arm();
  }

  /** Enters a later phase; an earlier or the same one is ignored. */
  enter(phase: TimedPhase): boolean {
    if (order.indexOf(phase) <= order.indexOf(this.#phase)) return false;
    this.#settle();
    this.#phase = phase;
    this.#arm();
    return true;
  }

  get phase(): TimedPhase {
    return this.#phase;
  }

  /** A request to the broker began (+1) or was answered (-1). */
  wait(change: 1 | -1): void {
    this.#settle();
    this.#waiting += change;
    this.#arm();
  }

  /** A question to the reader began (+1) or was answered (-1). */
  waitForInput(change: 1 | -1): void {
    this.#settle();
    this.#asking += change;
    this.#arm();
  }

  /** Milliseconds by phase. */
  get spent(): Record<TimedPhase, number> {
    const { input: _, ...phases } = this.#spent;
    return phases;
  }

  stop(): void {
    this.#settle();
    clearTimeout(this.#timer);
  }

  get #charged(): Charged {
    if (this.#asking > 0) return "input";
    return this.#waiting > 0 ? "install" : this.#phase;
  }

  #settle(): void {
    const now = performance.now();
    this.#spent[this.#charged] += now - this.#since;
    this.#since = now;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const limit = limitOf[this.#charged];
    const used = limit === "runMs" ? this.#spent.run + this.#spent.render : this.#spent[this.#charged];
    const left = this.limits[limit] - used;
    // Timers hold 31 bits of milliseconds; a deadline beyond that is none.
    if (left > 0x7fffffff) return;
    this.#timer = setTimeout(() => this.onExpire({ code: codeOf[limit], limit, ms: this.limits[limit] }), Math.max(0, left));
  }
}
