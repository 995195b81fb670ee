import type { RunPhase } from "@vitrine/sdk";
import { useSyncExternalStore } from "react";
import { Square } from "./icons.tsx";
import type { RunState } from "./live-run.ts";
import { loadingMeter } from "./page-sandbox.ts";

/** The line that says how far a run is, with a button that ends it. */
export function RunStatus({ state, onStop }: { state: RunState; onStop: () => void }) {
  return (
    <div className="run-status">
      <span className="spinner" aria-hidden="true" />
      <span>{words(state)}</span>
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
        <span>Writing code; Python gets ready meanwhile</span>
        <Megabytes />
      </div>
    </div>
  );
}

function Megabytes() {
  const megabytes = useSyncExternalStore(loadingMeter.subscribe, loadingMeter.megabytes);
  return megabytes === "0.0" ? null : <span className="faint">{megabytes} MB</span>;
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
