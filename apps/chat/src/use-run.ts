import { useSyncExternalStore } from "react";
import type { LiveRun, RunState } from "./live-run.ts";
import { usePage } from "./page-context.ts";

const none = { subscribe: () => () => {}, state: () => undefined };

/** The run under this key, and how far it has come. */
export function useRun(key: string): { run: LiveRun | undefined; state: RunState | undefined } {
  const { runs } = usePage().conversation;
  const run = useSyncExternalStore(runs.subscribe, () => runs.get(key));
  const state = useSyncExternalStore<RunState | undefined>(run?.subscribe ?? none.subscribe, run?.state ?? none.state);
  return { run, state };
}
