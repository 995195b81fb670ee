import { readFileSync } from "node:fs";
import type { Distribution, InterpreterDistribution } from "@vitrine/protocol";
import { defaultDistributions, findDistribution, readDistribution } from "@vitrine/sdk/distributions";
import { misuse } from "./misuse.ts";

/** What `--distribution` names: one of ours, or a JSON file that describes an interpreter. Throws DISTRIBUTION_UNKNOWN or INVALID_ARGUMENT. */
export function namedDistribution(name: string): Distribution {
  if (!name.endsWith(".json")) return findDistribution(name);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(name, "utf8"));
  } catch (cause) {
    throw misuse(`--distribution ${name} could not be read: ${(cause as Error).message}.`, "Name a JSON file as docs/languages.md describes it.", cause);
  }
  return readDistribution(json);
}

/** Languages that interpreters run, the given one's first. */
export function interpretersWith(given: Distribution): InterpreterDistribution[] {
  return [given, ...defaultDistributions].filter((each) => each.runtime === "interpreter");
}
