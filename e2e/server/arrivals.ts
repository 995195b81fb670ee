/** Counts what has arrived under each key, by whatever way. */
export class Arrivals {
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  arrive(key: string): void {
    this.#counts.set(key, this.count(key) + 1);
    for (const resolve of this.#waiting.get(key) ?? []) resolve();
    this.#waiting.delete(key);
  }

  count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** Resolves once something has arrived. */
  async first(key: string): Promise<void> {
    if (this.count(key) > 0) return;
    await new Promise<void>((resolve) => this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]));
  }
}
