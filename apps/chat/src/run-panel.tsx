import type { Output } from "@vitrine/sdk";
import { useEffect, useRef } from "react";
import { Again, Inspect, Open, Share } from "./icons.tsx";
import type { RunState } from "./live-run.ts";
import { OutputView } from "./output-view.tsx";
import { usePage } from "./page-context.ts";
import { PrintedText } from "./printed-text.tsx";
import { RunError } from "./run-error.tsx";
import { RunFiles } from "./run-files.tsx";
import { RunStatus } from "./run-status.tsx";
import { RunSummary } from "./run-summary.tsx";

export interface RunPanelProps {
  runKey: string;
  state: RunState;
  /** Key of the same program as a page of its own. */
  figure: string | undefined;
  title: string;
  lead: string;
  onStop: () => void;
  onAgain: (() => void) | undefined;
}

/** A run as the reader sees it: how far it is, what it made, what it printed, what went wrong. */
export function RunPanel({ runKey, state, figure, title, lead, onStop, onAgain }: RunPanelProps) {
  const { inspect, share } = usePage();
  const { outputs, stdout, stderr, result, failure } = state;
  const running = !result && !failure;
  const shown = useShown(outputs, running);
  return (
    <div className="run">
      {running && <RunStatus state={state} onStop={onStop} />}
      {shown.map((output, index) => (
        // By place, so that what comes after a clearing is drawn where the old one stood.
        <OutputView key={index} runKey={runKey} output={output} poster={state.posters[output.id]} restored={state.restored === true} stale={index >= outputs.length} />
      ))}
      <PrintedText label="Printed" text={stdout} />
      <PrintedText label="Printed to stderr" text={stderr} />
      {result?.error && result.status !== "aborted" && <RunError error={result.error} />}
      {failure && <RunError error={{ name: "Vitrine", ...failure }} />}
      {result && <RunFiles files={result.files} />}
      {!running && (
        <div className="run-footer">
          {result && <RunSummary result={result} />}
          {onAgain && (
            <button type="button" className="quiet" onClick={onAgain}>
              <Again />
              Run again
            </button>
          )}
          {result && (
            <button type="button" className="quiet" onClick={() => share(runKey, title, lead)}>
              <Share />
              Share
            </button>
          )}
          <button type="button" className="quiet" onClick={() => inspect(runKey)}>
            <Inspect />
            Inspect
          </button>
          {figure && (
            <a className="quiet" href={`/figure/${figure}`} target="_blank" rel="noopener">
              <Open />
              Open as page
            </a>
          )}
        </div>
      )}
    </div>
  );
}

/** While a program runs again, what it made before stays, until something is drawn in its place: in the same frame, which offline could not be had again. */
function useShown(outputs: readonly Output[], running: boolean): readonly Output[] {
  const before = useRef(outputs);
  useEffect(() => {
    if (!running) before.current = outputs;
  }, [outputs, running]);
  return running ? [...outputs, ...before.current.slice(outputs.length)] : outputs;
}
