import { suite } from "../conformance/harness/index.ts";

await suite([
  { id: "passes", title: "returns a detail", run: () => "seen" },
  {
    id: "fails",
    title: "throws",
    run: () => {
      throw new Error("on purpose");
    },
  },
  { id: "skips", title: "says why", run: ({ skip }) => skip("not here") },
  { id: "never-ends", title: "meets its limit", timeoutMs: 50, run: () => new Promise(() => {}) },
  { id: "logs", title: "leaves a console error", run: () => console.error("something broke") },
  { id: "may-log", title: "says that it logs", allowConsoleErrors: true, run: () => console.error("expected") },
  {
    id: "cleans-up-badly",
    title: "throws while cleaning up",
    run: ({ after }) => {
      after(() => {
        throw new Error("still open");
      });
    },
  },
]);
