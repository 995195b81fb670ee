import type { RunPhase } from "@vitrine/sdk";
import { useSyncExternalStore } from "react";
import { Square } from "./icons.tsx";
import type { RunState } from "./live-run.ts";
import { loadingMeter } from "./page-sandbox.ts";

/** The line that says how far a run is, with a button that ends it. */
export function RunStatus({ state, onStop }: { state: RunState; onStop: () => void }) {
  const megabytes = useSyncExternalStore(loadingMeter.subscribe, loadingMeter.megabytes);
  return (
    <div className="run-status">
      <span className="spinner" aria-hidden="true" />
      {/* Megabytes count outside the live region: nobody wants to hear each of them. */}
      <span role="status">{words(state)}</span>
      {state.phase === "queue" && megabytes !== "0.0" && <span className="faint">{megabytes} MB</span>}
      <button type="button" onClick={onStop}>
        <Square />
        Stop
      </button>
    </div>
  );
}

const phases: Record<RunPhase, string> = {
  queue: "Loading Python…",
  boot: "Starting Python…",
  install: "Installing packages…",
  run: "Running…",
  render: "Drawing…",
  end: "Drawing…",
};

const words = ({ phase, detail }: RunState): string => (phase === "install" && detail ? `Installing ${detail}…` : phases[phase]);
