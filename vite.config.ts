import { defineConfig } from "vitest/config";

/** Only Vitest reads this: packages and apps have their own. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["packages/*/src/**/*.test.ts", "scripts/**/*.test.ts", "apps/*/{server,shared,src}/**/*.test.ts"],
          // Written against node:test: scripts/test-runtimes.mjs runs these.
          exclude: ["**/node_modules/**", "**/*.portable.test.ts"],
          // Fuzz tests take seconds on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          environment: "node",
          include: ["e2e/**/*.test.ts"],
          // A browser starts and Pyodide boots in these; their own waits are shorter.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
