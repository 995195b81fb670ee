/** The program's time. */
export interface Clock {
  /** Milliseconds since the interpreter began. */
  now(): number;
  /** How long the worker really waits for so many milliseconds of the program's. */
  delay(milliseconds: number): number;
  /** The program has waited for so long. */
  pass(milliseconds: number): void;
}

const ownNow = Date.now;

/** The reader's own. */
export function realClock(): Clock {
  Date.now = ownNow;
  return { now: () => performance.now(), delay: (milliseconds) => milliseconds, pass() {} };
}

/** Milliseconds by which each look at a fixed clock moves it on, so that a program that waits by looking gets somewhere. */
const look = 0.01;

/** One that begins at an epoch and goes on by what the program waits for, the same in every run. Nothing is really waited for. */
export function fixedClock(epoch: number): Clock {
  let passed = 0;
  const read = () => (passed += look);
  // QuickJS asks the worker's Date, whose clock it shares.
  Date.now = () => Math.floor(epoch + read());
  return { now: read, delay: () => 0, pass: (milliseconds) => void (passed += milliseconds) };
}
