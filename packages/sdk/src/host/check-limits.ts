import { defaultLimits, type Limits } from "@vitrine/protocol";
import { invalidArgument } from "./failures.ts";

/** The limits that an embedder gave, if they are limits. Throws INVALID_ARGUMENT. */
export function checkLimits(limits: Partial<Limits>): Partial<Limits> {
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(defaultLimits, name)) throw invalidArgument(`There is no limit called ${name}.`, `Use one of: ${Object.keys(defaultLimits).join(", ")}.`, { name });
    if (!Number.isFinite(value) || value < 0) throw invalidArgument(`limits.${name} is not a finite number from 0 up.`, "Pass a number; for no limit, a very large one.", { name, value });
  }
  return limits;
}
