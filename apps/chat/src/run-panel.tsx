import { Again, Open } from "./icons.tsx";
import type { RunState } from "./live-run.ts";
import { OutputView } from "./output-view.tsx";
import { PrintedText } from "./printed-text.tsx";
import { RunError } from "./run-error.tsx";
import { RunFiles } from "./run-files.tsx";
import { RunStatus } from "./run-status.tsx";
import { RunSummary } from "./run-summary.tsx";

export interface RunPanelProps {
  state: RunState;
  /** Address of the same program as a page of its own. */
  figure: string;
  onStop: () => void;
  onAgain: () => void;
}

/** A run as the reader sees it: how far it is, what it made, what it printed, what went wrong. */
export function RunPanel({ state, figure, onStop, onAgain }: RunPanelProps) {
  const { outputs, stdout, stderr, result, failure } = state;
  const running = !result && !failure;
  return (
    <div className="run">
      {running && <RunStatus state={state} onStop={onStop} />}
      {outputs.map((output, index) => (
        // By place, so that what comes after a clearing is drawn where the old one stood.
        <OutputView key={index} output={output} />
      ))}
      <PrintedText label="Printed" text={stdout} />
      <PrintedText label="Printed to stderr" text={stderr} />
      {result?.error && result.status !== "aborted" && <RunError error={result.error} />}
      {failure && <RunError error={{ name: "Vitrine", ...failure }} />}
      {result && <RunFiles files={result.files} />}
      {!running && (
        <div className="run-footer">
          {result && <RunSummary result={result} />}
          <button type="button" className="quiet" onClick={onAgain}>
            <Again />
            Run again
          </button>
          <a className="quiet" href={figure} target="_blank" rel="noopener">
            <Open />
            Open as page
          </a>
        </div>
      )}
    </div>
  );
}
