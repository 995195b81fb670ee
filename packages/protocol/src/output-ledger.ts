import type { Limits } from "./limits.ts";
import type { WireOutput } from "./messages/shared.ts";

/** What all outputs of a run may weigh together, replaced and cleared ones included, as a multiple of `limits.outputBytes`. */
const turnover = 4;

/** Counts the outputs of a run against its limits: those that are there, and what was replaced or cleared. */
export class OutputLedger {
  /** Bytes of the outputs that are there; text counts by characters. */
  bytes = 0;
  readonly #sizes = new Map<string, number>();
  #moved = 0;

  readonly #limits: Pick<Limits, "outputCount" | "outputBytes">;

  constructor(limits: Pick<Limits, "outputCount" | "outputBytes">) {
    this.#limits = limits;
  }

  /** Whether an output with this id is there, so that another one takes its place. */
  has(id: string): boolean {
    return this.#sizes.has(id);
  }

  /** Counts a new output, or one that takes the place of the one with its id. False where it does not fit: then nothing changes. */
  take({ id, data, metadata }: WireOutput): boolean {
    const { outputCount, outputBytes } = this.#limits;
    const size = Object.values(data).reduce((sum, part) => sum + (typeof part === "string" ? part.length : part.byteLength), metadata.length);
    const before = this.#sizes.get(id);
    const bytes = this.bytes + size - (before ?? 0);
    if (bytes > outputBytes || this.#moved + size > turnover * outputBytes || (before === undefined && this.#sizes.size >= outputCount)) return false;
    this.#sizes.set(id, size);
    this.bytes = bytes;
    this.#moved += size;
    return true;
  }

  /** The outputs that were there make room; what they weighed still counts into what a run may move. */
  clear(): void {
    this.#sizes.clear();
    this.bytes = 0;
  }
}
