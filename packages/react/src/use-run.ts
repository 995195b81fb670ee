"use client";

import type { RunResult } from "@vitrine/sdk";
import { LiveRun, type Program, type RunState, type SandboxSource } from "@vitrine/sdk/ui";
import { useCallback, useContext, useState, useSyncExternalStore } from "react";
import { SandboxContext } from "./sandbox-context.ts";
import { useUnmounted } from "./use-unmounted.ts";

/** A run's state as it goes on, and what can be done with it. */
export interface UseRun extends RunState {
  /** Runs a program in a fresh interpreter; one that goes on is ended first. Rejects only for what the page or Vitrine did wrong, which `failure` tells as well. */
  run(program: Program | string): Promise<RunResult>;
  /** Ends the run, with what it made so far. */
  abort(): void;
  /** For `<Run live>`. */
  live: LiveRun;
}

/** Runs programs in the provider's sandbox, or the one given, and re-renders as they go on. The run ends when the component leaves the page. */
export function useRun({ sandbox }: { sandbox?: SandboxSource } = {}): UseRun {
  const [live] = useState(() => new LiveRun());
  const provided = useContext(SandboxContext);
  const state = useSyncExternalStore(live.subscribe, live.state, live.state);
  const source = sandbox ?? provided;
  const run = useCallback(
    (program: Program | string) => {
      if (!source) throw new Error("There is no sandbox here. Put a <VitrineProvider> around the component, or pass `sandbox`.");
      const result = live.start(source, typeof program === "string" ? { code: program } : program);
      // Who only looks at the state need not catch.
      result.catch(() => {});
      return result;
    },
    [live, source],
  );
  const abort = useCallback(() => live.abort(), [live]);
  useUnmounted(abort);
  return { ...state, run, abort, live };
}
