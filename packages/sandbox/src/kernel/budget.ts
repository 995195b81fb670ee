import { type Limits, OutputLedger, type WireCut, type WireOutput, type WorkerEvent } from "@vitrine/protocol";

type Stream = "stdout" | "stderr";

/** Counts what a worker sends. The worker keeps the same limits politely; this is for the one that does not. */
export class Budget {
  readonly #cuts = new Map<WireCut["what"], WireCut>();
  /** The ends of what was cut of the streams, by the worker's word. */
  readonly tails: Record<Stream, string> = { stdout: "", stderr: "" };
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
    const dropped = event.text.length - kept.length;
    if (dropped > 0) this.cut({ what: stream, limit: "stdoutBytes", made: (this.#cuts.get(stream)?.made ?? this.#streamed[stream]) + dropped });
    return kept;
  }

  /** Notes the end of what a stream's limit cut. */
  tail({ stream, text }: Extract<WorkerEvent, { type: "stream-tail" }>): void {
    const { stdoutBytes } = this.limits;
    this.tails[stream] = text.slice(Math.max(0, text.length - stdoutBytes));
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
    const cut = this.#ledger.take(output);
    if (cut) this.cut(cut);
    return cut === undefined;
  }

  /** Notes what a limit cut, by the worker's word or ours. What was cut first names the limit. */
  cut({ what, limit, made }: WireCut): void {
    const known = this.#cuts.get(what);
    this.#cuts.set(what, { what, limit: known?.limit ?? limit, made: known && known.limit !== limit ? known.made : Math.max(made, known?.made ?? 0) });
  }

  get cuts(): WireCut[] {
    return [...this.#cuts.values()];
  }

  clearOutputs(): void {
    this.#ledger.clear();
  }
}
