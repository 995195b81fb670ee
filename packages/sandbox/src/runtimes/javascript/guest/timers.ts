import { define, host } from "./host.ts";
import { callBack } from "./unhandled.ts";

/** As Node's: an object that is a number where one is wanted. */
export class Timeout {
  constructor(
    readonly id: number,
    public due: number,
    readonly every: number | undefined,
    readonly work: () => unknown,
  ) {}
  ref(): this {
    return this;
  }
  unref(): this {
    unreferenced.add(this);
    return this;
  }
  hasRef(): boolean {
    return !unreferenced.has(this);
  }
  refresh(): this {
    return this;
  }
  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

const timers = new Map<number, Timeout>();
const unreferenced = new WeakSet<Timeout>();
let nextId = 1;

function start(work: unknown, delay: unknown, args: unknown[], repeats: boolean): Timeout {
  if (typeof work !== "function") throw new TypeError('The "callback" argument must be of type function.');
  const milliseconds = Math.max(1, Math.min(Number(delay) || 0, 2 ** 31 - 1));
  const timer = new Timeout(nextId++, host.now() + milliseconds, repeats ? milliseconds : undefined, () => (work as (...given: unknown[]) => unknown)(...args));
  timers.set(timer.id, timer);
  schedule();
  return timer;
}

const clear = (timer: unknown) => void timers.delete(Number(timer));

/** Those that keep the program alive. */
export const timerCount = (): number => [...timers.values()].filter((timer) => timer.hasRef()).length;

export const forgetTimers = (): void => timers.clear();

function schedule(): void {
  if (timers.size > 0) host.wakeAfter(Math.max(0, Math.min(...[...timers.values()].map(({ due }) => due)) - host.now()));
}

/** Runs what is due, in order. One at a time: what one does is settled before the next. */
export function wake(): void {
  const now = host.now();
  const [due] = [...timers.values()].filter((timer) => timer.due <= now).toSorted((a, b) => a.due - b.due || a.id - b.id);
  if (due) {
    if (due.every === undefined) timers.delete(due.id);
    else due.due = now + due.every;
    callBack(due.work);
  }
  schedule();
}

export function installTimers(): void {
  define("setTimeout", (work: unknown, delay?: unknown, ...args: unknown[]) => start(work, delay, args, false));
  define("setInterval", (work: unknown, delay?: unknown, ...args: unknown[]) => start(work, delay, args, true));
  define("setImmediate", (work: unknown, ...args: unknown[]) => start(work, 0, args, false));
  for (const name of ["clearTimeout", "clearInterval", "clearImmediate"]) define(name, clear);
  define("queueMicrotask", (work: () => unknown) => void Promise.resolve().then(() => callBack(work)));
}

const sleep = <T>(delay?: number, value?: T): Promise<T | undefined> => new Promise((resolve) => void start(() => resolve(value), delay, [], false));

/** `require("timers/promises")` */
export const timersPromises = { setTimeout: sleep, setImmediate: (value?: unknown) => sleep(0, value), scheduler: { wait: (delay: number) => sleep(delay) } };
