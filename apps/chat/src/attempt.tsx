import type { ReactNode } from "react";
import { Again, Chevron } from "./icons.tsx";
import { useRun } from "./use-run.ts";

/** A program that failed and that the model has repaired since: folded away with its error and what the model read of it. */
export function Attempt({ runKey, number, children }: { runKey: string; number: number; children: ReactNode }) {
  const { state } = useRun(runKey);
  const error = state?.result?.error;
  return (
    <details className="attempt">
      <summary>
        <Again />
        <span>
          Attempt {number} failed{error ? <span className="faint">{`: ${error.name}${error.message ? `: ${error.message.slice(0, 80)}` : ""}`}</span> : null}
        </span>
        <Chevron />
      </summary>
      <div className="attempt-body">
        {children}
        {state?.digest && (
          <>
            <p className="faint">What the model read of it:</p>
            <pre className="digest" tabIndex={0}>
              {state.digest}
            </pre>
          </>
        )}
      </div>
    </details>
  );
}
