import { phaseText } from "@vitrine/sdk/ui";
import { useSyncExternalStore } from "react";
import { Square } from "./icons.tsx";
import type { RunState } from "./live-run.ts";
import { pageSandbox } from "./page-sandbox.ts";

/** The line that says how far a run is, with a button that ends it. */
export function RunStatus({ state, onStop }: { state: RunState; onStop: () => void }) {
  return (
    <div className="run-status">
      <span className="spinner" aria-hidden="true" />
      <span>{phaseText(state)}</span>
      {state.phase === "queue" && <Megabytes />}
      <button type="button" onClick={onStop}>
        <Square />
        Stop
      </button>
    </div>
  );
}

/** In the place of a run whose code is still being written. */
export function WritingStatus() {
  return (
    <div className="run">
      <div className="run-status">
        <span className="spinner" aria-hidden="true" />
        <span>Writing code; its runtime gets ready meanwhile</span>
        <Megabytes />
      </div>
    </div>
  );
}

function Megabytes() {
  const megabytes = useSyncExternalStore(pageSandbox.subscribe, loaded);
  return megabytes === "0.0" ? null : <span className="faint">{megabytes} MB</span>;
}

/** To one decimal, so that not every chunk is news. */
const loaded = () => (pageSandbox.state().loadedBytes / 1e6).toFixed(1);
