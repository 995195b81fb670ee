import type { WireProfile } from "@vitrine/protocol";
import { ProfileLog } from "../profile-log.ts";

/** Samples of what a program is doing, taken where the engine looks up: after every ten thousand calls and jumps backwards. */
export class Samples {
  readonly #log = new ProfileLog("ms");
  #last = performance.now();
  #taking = false;

  /** `stackText` asks the engine, which must not be asked while it answers. */
  take(stackText: () => string): void {
    if (this.#taking) return;
    this.#taking = true;
    const now = performance.now();
    try {
      this.#log.take(framesOf(stackText()), now - this.#last);
      this.#last = now;
    } catch {
      // It has no room to answer: that is the program's end, or the next sample's weight.
    } finally {
      this.#taking = false;
    }
  }

  end(): WireProfile {
    return this.#log.wire;
  }
}

/** QuickJS writes `    at name (main.js:3:5)`, innermost first; functions of its own are `(native)`, code outside of functions is <eval>. */
function framesOf(stack: string): WireProfile["frames"] {
  const frames = [...stack.matchAll(/^ +at (.+?)(?: \((.*?)(?::\d+)*\))?$/gm)].flatMap(([, name = "", source = ""]) => {
    // Ours, and what inspects values, which is evaluated without a name.
    if (source.startsWith("vitrine:") || source === "<input>") return [];
    return [{ name: name === "<eval>" ? "<module>" : name, source: source === "native" || source === "" ? null : source, line: null }];
  });
  return frames.toReversed();
}
