import type { Clock, RandomSource } from "./host.ts";

const million = 1_000_000n;
const nanoseconds = (milliseconds: number) => BigInt(Math.round(milliseconds * 1000)) * 1000n;

/** The reader's own clock, as coarse as the engine gives it; `monotonic` goes on by a nanosecond where that stands still. */
export function systemClock(): Clock {
  let last = -1n;
  return {
    realtime: () => nanoseconds(performance.timeOrigin + performance.now()),
    monotonic() {
      const now = nanoseconds(performance.now());
      // Two looks within one step of the engine's clock are not at the same moment.
      last = now > last ? now : last + 1n;
      return last;
    },
    resolution: 1000n,
    sleep(duration) {
      const until = performance.now() + Number(duration / 1000n) / 1000;
      const cell = typeof SharedArrayBuffer === "function" ? new Int32Array(new SharedArrayBuffer(4)) : null;
      // A worker that shares no memory has nothing to wait on; its deadline bounds this.
      while (performance.now() < until) if (cell) Atomics.wait(cell, 0, 0, until - performance.now());
    },
  };
}

/** A clock that is the same in every run: it starts at `epoch` (milliseconds since 1970), each unit of fuel takes a nanosecond, and sleeping takes no time. */
export function fixedClock(epoch: number, usedFuel: () => bigint): Clock {
  let slept = 0n;
  return {
    realtime: () => BigInt(Math.trunc(epoch)) * million + usedFuel() + slept,
    monotonic: () => usedFuel() + slept,
    resolution: 1n,
    sleep(duration) {
      slept += duration;
    },
  };
}

export const systemRandom: RandomSource = (bytes) => {
  // As much as getRandomValues gives at once; it takes no shared memory.
  for (let at = 0; at < bytes.length; at += 65_536) bytes.set(crypto.getRandomValues(new Uint8Array(Math.min(65_536, bytes.length - at))), at);
};
