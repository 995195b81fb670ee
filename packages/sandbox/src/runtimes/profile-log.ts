import { profileCaps, type WireProfile } from "@vitrine/protocol";

type Frame = WireProfile["frames"][number];

/** Gathers samples of what a program was doing. */
export class ProfileLog {
  readonly #frames = new Map<string, number>();
  readonly #stacks = new Map<string, WireProfile["stacks"][number]>();
  readonly #told: Frame[] = [];

  constructor(private readonly unit: WireProfile["unit"]) {}

  /** `frames`: outermost first. What is past the caps counts for the innermost place that is known. */
  take(frames: Frame[], weight: number): void {
    const known = frames.slice(0, profileCaps.depth).flatMap((frame) => this.#indexOf(frame));
    let key = known.join();
    if (!this.#stacks.has(key) && this.#stacks.size >= profileCaps.stacks - 1) key = String(known[0] ?? "");
    const stack = this.#stacks.get(key) ?? { frames: key === known.join() ? known : known.slice(0, 1), weight: 0, samples: 0 };
    if (!this.#stacks.has(key) && this.#stacks.size >= profileCaps.stacks) return;
    this.#stacks.set(key, stack);
    stack.weight += weight;
    stack.samples += 1;
  }

  get wire(): WireProfile {
    return { unit: this.unit, frames: this.#told, stacks: [...this.#stacks.values()] };
  }

  #indexOf({ name, source, line }: Frame): number[] {
    const key = JSON.stringify([name, source, line]);
    const index = this.#frames.get(key);
    if (index !== undefined) return [index];
    if (this.#told.length >= profileCaps.frames) return [];
    this.#frames.set(key, this.#told.length);
    return [this.#told.push({ name: name.slice(0, 256), source: source?.slice(0, 1024) ?? null, line }) - 1];
  }
}
