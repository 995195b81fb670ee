import type { MeterExports } from "./module/meter-module.ts";

/**
 * As much as is filled in at once, in units: a tenth of a second's worth or so. In between, the program calls JavaScript once, and only there WebKit lets a
 * worker that computes in WebAssembly be terminated.
 */
const portion = 100_000_000n;

/** (module (import "" "" (func)) (export "" (func 0))): only WebAssembly's own functions go into a table. */
const wrapper = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, 5, 1, 0, 0, 0, 0, 7, 4, 1, 0, 0, 0);

/** The fuel of a metered module's instance. */
export class FuelTank {
  readonly #left: WebAssembly.Global<"i64">;
  #granted = 0n;

  constructor(
    exports: WebAssembly.Exports,
    names: MeterExports,
    readonly budget: bigint,
    /** Hears when a portion was used, and how many units the program has used by then; `portion`: what is filled in next. */
    private readonly sampler?: { portion: bigint; take(used: bigint): void },
  ) {
    this.#left = exports[names.fuel] as WebAssembly.Global<"i64">;
    if (names.refuel === null) {
      this.#fill(budget);
      return;
    }
    const { exports: wrapped } = new WebAssembly.Instance(new WebAssembly.Module(wrapper), { "": { "": () => this.#refill() } });
    (exports[names.refuel] as WebAssembly.Table).set(0, wrapped[""]);
    this.#refill();
  }

  /** Units used, at most the budget. */
  get used(): bigint {
    const used = this.#granted - this.#left.value;
    return used > this.budget ? this.budget : used;
  }

  get empty(): boolean {
    return this.#granted - this.#left.value > this.budget;
  }

  #refill(): void {
    if (this.#granted > 0n) this.sampler?.take(this.used);
    if (this.empty) return;
    const rest = this.budget - this.#granted;
    const wanted = (this.sampler?.portion ?? portion) - this.#left.value;
    const more = wanted < rest ? wanted : rest;
    this.#fill(more);
  }

  #fill(units: bigint): void {
    this.#granted += units;
    this.#left.value += units;
  }
}
