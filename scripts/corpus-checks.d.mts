import type { RunResult } from "@vitrine/sdk";

/** Everything in which the result is not what the case expects, in words. */
export function compareResult(one: { expect: Record<string, unknown>; blocks: number }, result: RunResult): string[];
