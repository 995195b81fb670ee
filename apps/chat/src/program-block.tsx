import { useId, useState } from "react";
import { CodeHeader } from "./code-header.tsx";
import { HighlightedCode } from "./highlighted-code.tsx";
import { Chevron } from "./icons.tsx";
import { usePage } from "./page-context.ts";
import type { Fence } from "./read-fence.ts";
import { RunPanel } from "./run-panel.tsx";
import type { RunRequest } from "./run-request.ts";
import { WritingStatus } from "./run-status.tsx";
import { useRun } from "./use-run.ts";

export interface ProgramBlockProps extends Fence {
  runKey: string;
  /** undefined: it cannot be run. */
  request: RunRequest | undefined;
  /** Its code is being written, was cut off, or is all there. */
  stage?: "writing" | "cut" | "whole";
  /** Why it was not run. */
  problem?: string | undefined;
  /** Key of the same program as a page of its own. */
  figure: string | undefined;
  title: string;
  lead: string;
}

/** A program with its run below it. Once there is something to see, the code folds away. */
export function ProgramBlock({ runKey, language, code, request, stage = "whole", problem, figure, title, lead }: ProgramBlockProps) {
  const { conversation } = usePage();
  const { run, state } = useRun(runKey);
  const [chosen, setChosen] = useState<boolean>();
  const codeId = useId();
  const done = state?.result?.status === "ok" && state.outputs.length > 0;
  const open = chosen ?? !done;
  const lines = code.split("\n").length;
  const again = request && (() => conversation.runAgain(runKey, request));
  return (
    <section className="block program" aria-label="Program and its results">
      <CodeHeader language={language} code={code}>
        <button type="button" className="quiet fold" aria-expanded={open} aria-controls={codeId} onClick={() => setChosen(!open)}>
          <Chevron />
          {language || "code"}
          <span className="faint">{`${lines} ${lines === 1 ? "line" : "lines"}`}</span>
        </button>
      </CodeHeader>
      <div id={codeId} hidden={!open}>
        <HighlightedCode language={language} code={code} follows={stage === "writing"} />
      </div>
      {stage === "writing" && <WritingStatus />}
      {state ? (
        <RunPanel runKey={runKey} state={state} figure={figure} title={title} lead={lead} onStop={() => run?.abort()} onAgain={again} />
      ) : (
        stage !== "writing" && (
          <div className="run">
            <p className="faint">{problem ?? (stage === "cut" ? "Stopped before the code was whole." : "It did not come to an end: the page was left.")}</p>
            {again && !problem && (
              <div className="run-footer">
                <button type="button" className="quiet" onClick={again}>
                  Run it now
                </button>
              </div>
            )}
          </div>
        )
      )}
    </section>
  );
}
