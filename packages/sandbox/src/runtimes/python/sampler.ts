import { realNow } from "../real-now.ts";

/** SIGUSR1: what Python takes a sample on. */
const sampleSignal = 10;

/** Milliseconds between two samples. */
const interval = 4;

/** The clock costs more than the look. */
const looksPerClock = 8;

/**
 * Has Python take samples of itself: it looks for interrupts after every fiftieth jump or call or so, and finds a signal there when four milliseconds have gone by. What was
 * there before, such as an interrupt, it still finds.
 */
export class Sampler {
  #last = realNow();
  #weight = 0;
  #looks = 0;

  /** Milliseconds since the sample before. */
  takeWeight(): number {
    return this.#weight;
  }

  /** In the place of where it would look. */
  over(own: Uint8Array): { 0: number } {
    const look = (): number => {
      if (own[0] !== 0) return own[0]!;
      if (++this.#looks % looksPerClock !== 0) return 0;
      const passed = realNow() - this.#last;
      if (passed < interval) return 0;
      this.#weight = passed;
      this.#last += passed;
      return sampleSignal;
    };
    this.#last = realNow();
    return {
      get 0() {
        return look();
      },
      set 0(value: number) {
        own[0] = value;
      },
    };
  }
}
