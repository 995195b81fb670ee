import type { Limits } from "./limits.ts";
import { type WireCut, type WireOutput, wirePartSize } from "./messages/shared.ts";

/** What all outputs of a run may weigh together, replaced and cleared ones included, as a multiple of `limits.outputBytes`. */
const turnover = 4;

/** Counts the outputs of a run against its limits: those that are there, and what was replaced or cleared. */
export class OutputLedger {
  /** Bytes of the outputs that are there; text counts by characters. */
  bytes = 0;
  readonly #sizes = new Map<string, number>();
  #moved = 0;
  #refused = 0;
  #refusedBytes = 0;

  readonly #limits: Pick<Limits, "outputCount" | "outputBytes">;

  constructor(limits: Pick<Limits, "outputCount" | "outputBytes">) {
    this.#limits = limits;
  }

  /** Whether an output with this id is there, so that another one takes its place. */
  has(id: string): boolean {
    return this.#sizes.has(id);
  }

  /** Counts a new output, or one that takes the place of the one with its id. Where it does not fit nothing changes, and the limit is named. */
  take({ id, data, metadata }: WireOutput): WireCut | undefined {
    const { outputCount, outputBytes } = this.#limits;
    const size = Object.values(data).reduce((sum, part) => sum + wirePartSize(part), metadata.length);
    const before = this.#sizes.get(id);
    const bytes = this.bytes + size - (before ?? 0);
    if (before === undefined && this.#sizes.size >= outputCount) return { what: "outputs", limit: "outputCount", made: outputCount + ++this.#refused };
    if (bytes > outputBytes || this.#moved + size > turnover * outputBytes) return { what: "outputs", limit: "outputBytes", made: this.#moved + (this.#refusedBytes += size) };
    this.#sizes.set(id, size);
    this.bytes = bytes;
    this.#moved += size;
    return undefined;
  }

  /** The outputs that were there make room; what they weighed still counts into what a run may move. */
  clear(): void {
    this.#sizes.clear();
    this.bytes = 0;
  }
}
