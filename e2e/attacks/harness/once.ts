import type { CaseContext } from "../../conformance/harness/index.ts";

/**
 * Makes the thing when it is first asked for, and gives the same to all who ask later: what many attacks share is done once. What was
 * opened for it is disposed of when it is made.
 */
export function once<T>(make: (context: CaseContext) => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  const run = async () => {
    const disposers: (() => unknown)[] = [];
    const skip = (reason: string): never => {
      throw new Error(reason);
    };
    try {
      return await make({ after: (dispose) => void disposers.unshift(dispose), skip });
    } finally {
      for (const dispose of disposers) await dispose();
    }
  };
  return () => (made ??= run());
}
