import { type Output, type RunEvent, type WireOutput, wirePartSize } from "@vitrine/protocol";
import type { EventLog } from "./event-log.ts";

/** The outputs of a run as they stand, each told to the readers of its events. */
export class RunOutputs {
  readonly #outputs = new Map<string, { output: Output; size: number; event: RunEvent }>();

  constructor(private readonly events: EventLog<RunEvent>) {}

  get all(): Output[] {
    return [...this.#outputs.values()].map(({ output }) => output);
  }

  /** What they weigh; text counts by characters. */
  get bytes(): number {
    return [...this.#outputs.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Adds an output, or puts it in the place of the one with its id. */
  put(output: Output, wire: WireOutput): void {
    const before = this.#outputs.get(output.id);
    // An animation would fill the log with pictures that nobody sees again. The first event says where the output stands.
    if (before?.event.type === "output-update") this.events.forget(before.event);
    const event: RunEvent = { type: before ? "output-update" : "output", output };
    const size = Object.values(wire.data).reduce((sum, part) => sum + wirePartSize(part), 0);
    this.#outputs.set(output.id, { output, size, event });
    this.events.push(event);
  }

  clear(): void {
    for (const { event } of this.#outputs.values()) this.events.forget(event);
    this.#outputs.clear();
    this.events.push({ type: "outputs-clear" });
  }
}
