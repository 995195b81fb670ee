import { writeFileSync } from "node:fs";

/** A Vitest reporter that writes the counts of a run and what failed to the file that VITRINE_COUNTS names (see test.mjs). */
export default class CountsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, failures: unhandledErrors.map(({ message }) => `outside of a test: ${message}`) };
    for (const module of modules) {
      // A file that could not even be loaded.
      counts.failed += module.errors().length;
      counts.failures.push(...module.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`));
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        counts[state === "passed" || state === "failed" ? state : "skipped"] += 1;
        if (state === "failed") counts.failures.push(`${module.relativeModuleId}: ${test.fullName}: ${errors?.[0]?.message ?? ""}`);
      }
    }
    if (process.env.VITRINE_COUNTS) writeFileSync(process.env.VITRINE_COUNTS, JSON.stringify(counts));
  }
}
