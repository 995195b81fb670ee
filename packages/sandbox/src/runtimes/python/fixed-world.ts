import { seededRandom } from "../seeded-random.ts";

/** Fixes the chance that Python asks of this worker: os.urandom, and with it secrets, uuid4 and every generator that nobody seeds. */
export function fixChance(seed: number): void {
  const random = seededRandom(seed);
  crypto.getRandomValues = <T extends ArrayBufferView>(target: T): T => {
    random(new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
    return target;
  };
  const number = new Uint32Array(1);
  Math.random = () => crypto.getRandomValues(number)[0]! / 2 ** 32;
}

/** A clock of the worker's that is the same in every run. */
export interface FixedClock {
  /** Milliseconds since it was fixed. */
  passed(): number;
  /** It goes on to so many, unless it is there. */
  passTo(milliseconds: number): void;
}

/** Milliseconds by which each look moves it on, so that a program that waits by looking gets somewhere. */
const look = 0.01;

/** Fixes the clocks that Python asks of this worker: they begin at the epoch (milliseconds since 1970), and at 0. */
export function fixClock(epoch: number): FixedClock {
  let passed = 0;
  performance.now = () => (passed += look);
  Date.now = () => epoch + performance.now();
  return { passed: () => passed, passTo: (milliseconds) => void (passed = Math.max(passed, milliseconds)) };
}
