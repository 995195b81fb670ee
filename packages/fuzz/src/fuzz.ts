import { inspect } from "node:util";
import fc from "fast-check";

/** Messages of one pass over all fuzz tests: 10 000 in `npm test`, what `npm run fuzz -- --runs` says at night. */
const messages = Number(process.env["VITRINE_FUZZ_MESSAGES"] ?? 10_000);

/** Always the same in `npm test`, so that a failure is there again; a new one each night. */
const seed = Number(process.env["VITRINE_FUZZ_SEED"] ?? 1);

export interface FuzzPart<T> {
  /** This test's part of the messages; all tests together have about 1. */
  share: number;
  /** Messages that one case holds. Default: 1. */
  perCase?: number;
  /** What each case is made of. */
  of: fc.Arbitrary<T>;
}

/** Runs the check on its share of the messages. Throws with the case that fails, and how to have it again. */
export async function fuzz<T>({ share, perCase = 1, of }: FuzzPart<T>, check: (value: T) => void | Promise<void>): Promise<void> {
  const property = fc.asyncProperty(of, async (value) => {
    await check(value);
  });
  // Not made smaller: a handler that hangs would hang again for every smaller case.
  const { failed, counterexample, numRuns, errorInstance } = await fc.check(property, { seed, numRuns: Math.max(20, Math.ceil((messages * share) / perCase)), endOnFailure: true });
  if (!failed) return;
  const again = `npm run fuzz -- --seed ${seed} --runs ${messages}`;
  throw new Error(`Case ${numRuns} failed: ${String(errorInstance)}\nAgain by: ${again}\n${inspect(counterexample, { depth: 8, maxArrayLength: 50, maxStringLength: 500 })}`, { cause: errorInstance });
}
