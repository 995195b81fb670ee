import { inspect } from "./inspect.ts";

class AssertionError extends Error {
  override readonly name = "AssertionError";
  readonly code = "ERR_ASSERTION";
}

function fail(message: unknown, otherwise: string): never {
  if (message instanceof Error) throw message;
  throw new AssertionError(message === undefined ? otherwise : String(message));
}

/** Whether two values are alike all the way down. */
export function isDeepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return a.getTime() === (b as Date).getTime();
  if (a instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error && (a.message !== (b as Error).message || a.name !== (b as Error).name)) return false;
  if (a instanceof Map || a instanceof Set) {
    const [left, right] = [[...a], [...(b as Set<unknown>)]];
    return left.length === right.length && left.every((entry) => right.some((other) => isDeepEqual(entry, other)));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isDeepEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

const ok = (value: unknown, message?: unknown) => value || fail(message, "The expression evaluated to a falsy value");
const pair = (a: unknown, b: unknown, words: string) => `${words}\n\n${inspect(a)} !== ${inspect(b)}\n`;

function matches(error: unknown, expected: unknown): boolean {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === "function") return expected.prototype !== undefined && error instanceof expected ? true : (expected as (given: unknown) => unknown)(error) === true;
  return Object.entries(expected as object).every(([key, value]) => isDeepEqual((error as Record<string, unknown>)[key], value));
}

/** The part of Node's assert that programs use. */
export const assert = Object.assign((value: unknown, message?: unknown) => void ok(value, message), {
  AssertionError,
  ok,
  fail: (message?: unknown) => fail(message, "Failed"),
  equal: (a: unknown, b: unknown, message?: unknown) => void (Object.is(a, b) || fail(message, pair(a, b, "Expected values to be strictly equal:"))),
  strictEqual: (a: unknown, b: unknown, message?: unknown) => void (Object.is(a, b) || fail(message, pair(a, b, "Expected values to be strictly equal:"))),
  notEqual: (a: unknown, b: unknown, message?: unknown) => void (!Object.is(a, b) || fail(message, "Expected values to be different")),
  notStrictEqual: (a: unknown, b: unknown, message?: unknown) => void (!Object.is(a, b) || fail(message, "Expected values to be different")),
  deepEqual: (a: unknown, b: unknown, message?: unknown) => void (isDeepEqual(a, b) || fail(message, pair(a, b, "Expected values to be strictly deep-equal:"))),
  deepStrictEqual: (a: unknown, b: unknown, message?: unknown) => void (isDeepEqual(a, b) || fail(message, pair(a, b, "Expected values to be strictly deep-equal:"))),
  notDeepStrictEqual: (a: unknown, b: unknown, message?: unknown) => void (!isDeepEqual(a, b) || fail(message, "Expected values to be different")),
  match: (text: string, pattern: RegExp, message?: unknown) => void (pattern.test(text) || fail(message, `The input did not match ${String(pattern)}: ${inspect(text)}`)),
  throws(work: () => unknown, expected?: unknown, message?: unknown) {
    try {
      work();
    } catch (error) {
      if (!matches(error, expected)) throw error;
      return;
    }
    fail(message, "Missing expected exception.");
  },
  async rejects(work: Promise<unknown> | (() => Promise<unknown>), expected?: unknown, message?: unknown) {
    try {
      await (typeof work === "function" ? work() : work);
    } catch (error) {
      if (!matches(error, expected)) throw error;
      return;
    }
    fail(message, "Missing expected rejection.");
  },
});
Object.assign(assert, { strict: assert });
