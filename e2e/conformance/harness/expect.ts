/** Throws unless the condition holds. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Throws unless both are the same as JSON (so that plain objects and arrays can be compared). */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [got, want] = [actual, expected].map((value) => (value === undefined ? "undefined" : JSON.stringify(value)));
  assert(got === want, `${what}: expected ${want}, got ${got}`);
}

/** The error that the promise rejects with; throws when it resolves. */
export async function rejection(promise: Promise<unknown>, what: string): Promise<Error> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  assert("error" in outcome, `${what}: expected a rejection, got ${JSON.stringify((outcome as { value: unknown }).value)}`);
  return outcome.error instanceof Error ? outcome.error : new Error(String(outcome.error));
}
