import type { Progress } from "@vitrine/sdk";

/** Counts the bytes of the runtime's files as they arrive. For useSyncExternalStore. */
export class LoadingMeter {
  readonly #loaded = new Map<string, number>();
  readonly #readers = new Set<() => void>();

  readonly add = ({ file, loaded }: Progress): void => {
    this.#loaded.set(file, loaded);
    for (const reader of this.#readers) reader();
  };

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  /** Megabytes so far, to one decimal, so that readers are not told of every chunk. */
  readonly megabytes = (): string => ([...this.#loaded.values()].reduce((sum, bytes) => sum + bytes, 0) / 1e6).toFixed(1);
}
