import type { RunStart, WirePreparedModule } from "@vitrine/protocol";

/** Compiled modules for the runs to come. What was used longest ago goes first. */
export class KeptModules {
  readonly #kept = new Map<string, WirePreparedModule>();

  constructor(
    private readonly count = 8,
    private readonly bytes = 2 ** 28,
  ) {}

  /** Names what a run compiles: the module, and what of its limits is written into it. */
  key({ moduleKey, limits }: Pick<RunStart, "moduleKey" | "limits">): string | null {
    return moduleKey && `${moduleKey}:${limits.memoryBytes}`;
  }

  get(key: string): WirePreparedModule | undefined {
    const found = this.#kept.get(key);
    if (found) this.put(key, found);
    return found;
  }

  put(key: string, prepared: WirePreparedModule): void {
    this.#kept.delete(key);
    this.#kept.set(key, prepared);
    let total = [...this.#kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#kept.size <= this.count && total <= this.bytes) return;
      total -= bytes;
      this.#kept.delete(oldest);
    }
  }
}
