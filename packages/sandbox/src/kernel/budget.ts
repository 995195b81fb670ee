import { type Limits, OutputLedger, type WireOutput, type WorkerEvent } from "@vitrine/protocol";

type Stream = "stdout" | "stderr";

/** Counts what a worker sends. The worker keeps the same limits politely; this is for the one that does not. */
export class Budget {
  readonly truncated = new Set<Stream | "outputs">();
  #streamed: Record<Stream | "log", number> = { stdout: 0, stderr: 0, log: 0 };
  readonly #ledger: OutputLedger;
  #allowance: number;
  #last = performance.now();

  constructor(private readonly limits: Limits) {
    this.#allowance = limits.messagesPerSecond;
    this.#ledger = new OutputLedger(limits);
  }

  /** Counts a message; false: the worker floods. A second's worth may come at once: a frame that shares the host's thread stalls it with more. */
  message(): boolean {
    const { messagesPerSecond } = this.limits;
    const now = performance.now();
    this.#allowance = Math.min(messagesPerSecond, this.#allowance + ((now - this.#last) / 1000) * messagesPerSecond) - 1;
    this.#last = now;
    return this.#allowance >= 0;
  }

  /** The part of the text that still fits its stream. UTF-16 units stand for bytes here: never more than the bytes are. */
  stream(event: Extract<WorkerEvent, { type: "stdout-delta" | "stderr-delta" }>): string {
    const stream: Stream = event.type === "stdout-delta" ? "stdout" : "stderr";
    const kept = this.#fitting(stream, event.text);
    if (kept.length < event.text.length) this.truncated.add(stream);
    return kept;
  }

  /** The part of a log text that still fits: all of them together may be as long as stdout. */
  log(text: string): string {
    return this.#fitting("log", text);
  }

  #fitting(stream: Stream | "log", text: string): string {
    const kept = text.slice(0, Math.max(0, this.limits.stdoutBytes - this.#streamed[stream]));
    this.#streamed[stream] += kept.length;
    return kept;
  }

  /** Whether an output fits, new or in another's place. */
  output(output: WireOutput): boolean {
    const fits = this.#ledger.take(output);
    if (!fits) this.truncated.add("outputs");
    return fits;
  }

  clearOutputs(): void {
    this.#ledger.clear();
  }
}
