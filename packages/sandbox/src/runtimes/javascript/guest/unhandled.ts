/** Rejections of promises that the program left alone, the first of them. */
let first: { error: unknown } | undefined;

/** Hears of a promise that is nobody's: what a statement or a callback leaves behind. QuickJS does not tell of rejections that nobody handles. */
export function watch<T>(value: T): T {
  if (value instanceof Promise) void Promise.prototype.then.call(value, undefined, (error: unknown) => void (first ??= { error }));
  return value;
}

/** Takes it. */
export function takeUnhandled(): { error: unknown } | undefined {
  const taken = first;
  first = undefined;
  return taken;
}

/** Runs a callback of the event loop: what it throws is the program's end. */
export function callBack(work: () => unknown): void {
  try {
    watch(work());
  } catch (error) {
    first ??= { error };
  }
}
