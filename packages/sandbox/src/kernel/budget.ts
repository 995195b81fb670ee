import type { Limits, WireOutput, WorkerEvent } from "@vitrine/protocol";

type Stream = "stdout" | "stderr";

/** Counts what a worker sends. The worker keeps the same limits politely; this is for the one that does not. */
export class Budget {
  readonly truncated = new Set<Stream | "outputs">();
  #streamed: Record<Stream, number> = { stdout: 0, stderr: 0 };
  #outputs = 0;
  #outputBytes = 0;
  #windowStart = performance.now();
  #messages = 0;

  constructor(private readonly limits: Limits) {}

  /** Counts a message; false: the worker floods. */
  message(): boolean {
    const now = performance.now();
    if (now - this.#windowStart > 10_000) {
      this.#windowStart = now;
      this.#messages = 0;
    }
    this.#messages += 1;
    return this.#messages <= this.limits.messagesPerSecond * 10;
  }

  /** The part of the text that still fits its stream. UTF-16 units stand for bytes here: never more than the bytes are. */
  stream(event: Extract<WorkerEvent, { type: "stdout-delta" | "stderr-delta" }>): string {
    const stream: Stream = event.type === "stdout-delta" ? "stdout" : "stderr";
    const kept = event.text.slice(0, Math.max(0, this.limits.stdoutBytes - this.#streamed[stream]));
    this.#streamed[stream] += kept.length;
    if (kept.length < event.text.length) this.truncated.add(stream);
    return kept;
  }

  /** Whether one more output fits. */
  output(output: WireOutput): boolean {
    const bytes = Object.values(output.data).reduce((sum, part) => sum + (typeof part === "string" ? part.length : part.byteLength), 0);
    if (this.#outputs + 1 > this.limits.outputCount || this.#outputBytes + bytes > this.limits.outputBytes) {
      this.truncated.add("outputs");
      return false;
    }
    this.#outputs += 1;
    this.#outputBytes += bytes;
    return true;
  }
}
