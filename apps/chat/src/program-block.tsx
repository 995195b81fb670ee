import type { RunResult } from "@vitrine/sdk";
import { useId, useState } from "react";
import type { Program } from "../shared/chat-message.ts";
import { CodeHeader } from "./code-header.tsx";
import { HighlightedCode } from "./highlighted-code.tsx";
import { Chevron } from "./icons.tsx";
import type { Fence } from "./read-fence.ts";
import { RunPanel } from "./run-panel.tsx";
import { useLiveRun } from "./use-live-run.ts";

export interface ProgramBlockProps extends Fence {
  program: Program;
  onFirstEnd: (result: RunResult) => void;
}

/** The last block of a program with its run below it. Once there is something to see, the code folds away. */
export function ProgramBlock({ language, code, program, onFirstEnd }: ProgramBlockProps) {
  const { state, runAgain, stop } = useLiveRun(program.payload, onFirstEnd);
  const [chosen, setChosen] = useState<boolean>();
  const codeId = useId();
  const done = state?.result?.status === "ok" && state.outputs.length > 0;
  const open = chosen ?? !done;
  const lines = code.split("\n").length;
  return (
    <section className="block program" aria-label="Program and its results">
      <CodeHeader language={language} code={code}>
        <button type="button" className="quiet fold" aria-expanded={open} aria-controls={codeId} onClick={() => setChosen(!open)}>
          <Chevron />
          {language || "code"}
          <span className="faint">{lines} lines</span>
        </button>
      </CodeHeader>
      <div id={codeId} hidden={!open}>
        <HighlightedCode language={language} code={code} />
      </div>
      {state && <RunPanel state={state} figure={`/figure/${program.id}`} onStop={stop} onAgain={runAgain} />}
    </section>
  );
}
