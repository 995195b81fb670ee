import type { WireProfile } from "@vitrine/protocol";
import { ProfileLog } from "../profile-log.ts";
import { frameLimit } from "./module/backtrace.ts";
import { readFunctionNames } from "./module/function-names.ts";
import { readModule } from "./module/read-module.ts";

/** So many samples of one portion; then portions are twice as large, so that a short program is seen and a long one is not slowed down. */
const samplesPerPortion = 500;

/** Samples of what a module is doing, taken whenever it has used a portion of its fuel: at the same places in every engine. */
export class FuelSamples {
  portion = 10_000n;
  readonly #stacks: { functions: number[]; weight: number }[] = [];
  #last = 0n;
  #taken = 0;

  take(used: bigint): void {
    const functions = [...(new Error().stack ?? "").matchAll(/wasm-function\[(\d+)\]/g)].slice(0, frameLimit).map(([, index]) => Number(index));
    this.#stacks.push({ functions: functions.toReversed(), weight: Number(used - this.#last) });
    this.#last = used;
    if (++this.#taken % samplesPerPortion === 0 && this.portion < 100_000_000n) this.portion *= 2n;
  }

  /** With the names of the module as it was given. */
  wire(bytes: Uint8Array<ArrayBuffer>): WireProfile {
    const log = new ProfileLog("fuel");
    if (this.#taken === 0) return log.wire;
    const outline = readModule(bytes);
    const names = readFunctionNames(outline);
    // What asks for more fuel was added at the end; inside of it SpiderMonkey shows a function of another module, too.
    const count = outline.importedFunctions + outline.functionTypes.length;
    for (const { functions, weight } of this.#stacks) {
      const asks = functions.findLastIndex((index) => index >= count);
      log.take(functions.slice(0, asks === -1 ? undefined : asks).map((index) => ({ name: names.get(index) ?? `function ${index}`, source: null, line: null })), weight);
    }
    return log.wire;
  }
}
