import type { Payload, RunResult } from "@vitrine/sdk";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { enterRun } from "./active-runs.ts";
import { LiveRun, type RunState } from "./live-run.ts";

const noRun = { subscribe: () => () => {}, state: (): RunState | undefined => undefined };

/** Runs the payload at once, and again on demand. `onFirstEnd` gets the result of the first run only. */
export function useLiveRun(payload: Payload, onFirstEnd: (result: RunResult) => void) {
  const [run, setRun] = useState<LiveRun>();
  const state = useSyncExternalStore<RunState | undefined>(run?.subscribe ?? noRun.subscribe, run?.state ?? noRun.state);

  const start = useCallback(() => {
    const next = new LiveRun(payload);
    enterRun(next);
    setRun(next);
    return next;
  }, [payload]);

  useEffect(() => {
    const first = start();
    void first.result.then((result) => result && onFirstEnd(result));
    return () => first.abort();
    // Only the payload decides whether something new is to run.
  }, [start]);

  return { state, runAgain: start, stop: () => run?.abort() };
}
