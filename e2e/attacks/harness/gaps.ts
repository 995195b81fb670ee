import type { Gap } from "../../report.ts";

/**
 * What browsers leave open and a page cannot close: an attack that stands here for an engine is expected to succeed there, and fails the suite
 * once it does not. The table in docs/security.md says the same (check-docs).
 */
export const gaps: readonly Gap[] = [];
