import type { LiveRun } from "./live-run.ts";

const active = new Set<LiveRun>();

/** Remembers a run until it ends, so that Escape can stop it. */
export function enterRun(run: LiveRun): void {
  active.add(run);
  void run.result.then(() => active.delete(run));
}

/** Ends every run of the page. True where there was one. */
export function abortRuns(): boolean {
  const some = active.size > 0;
  for (const run of active) run.abort();
  return some;
}
