import { type Limits, OutputLedger, wireBuffers, type WireCut, type WireOutput, type WorkerEvent } from "@vitrine/protocol";
import { realNow } from "../runtimes/real-now.ts";

/** Milliseconds between two pictures of an animation that are sent: the reader's eye and the message budget need no more. */
const interval = 50;

type Post = (event: WorkerEvent, transfer?: Transferable[]) => void;

/**
 * Outputs on their way out, within their limits. New ones go at once; updates and what follows a clear go at most every 50 ms,
 * the latest always, and before any other output.
 */
export class OutputStream {
  readonly #ledger: OutputLedger;
  readonly #held = new Map<string, WireOutput>();
  #heldClear = false;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly post: Post,
    private readonly cut: (cut: WireCut) => void,
    limits: Limits,
  ) {
    this.#ledger = new OutputLedger(limits);
  }

  add(output: WireOutput): void {
    const waits = this.#heldClear || this.#ledger.has(output.id);
    // What is held comes first, so that order holds.
    if (!waits) this.flush();
    this.#held.set(output.id, output);
    if (waits) this.#sendIfDue();
    else this.#send();
  }

  clear(): void {
    this.#held.clear();
    this.#heldClear = true;
    this.#sendIfDue();
  }

  // A synchronous guest lets no timer run, so the clock is read at each call.
  #sendIfDue(): void {
    const elapsed = realNow() - this.#last;
    if (elapsed >= interval) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), interval - elapsed);
  }

  /** Sends what is held back. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#heldClear && this.#held.size === 0) return;
    this.#last = realNow();
    this.#send();
  }

  #send(): void {
    if (this.#heldClear) {
      this.#ledger.clear();
      this.post({ type: "outputs-clear" });
    }
    for (const output of this.#held.values()) {
      const cut = this.#ledger.take(output);
      if (cut) this.cut(cut);
      else this.post({ type: "output-available", output }, wireBuffers(output));
    }
    this.#heldClear = false;
    this.#held.clear();
  }
}
