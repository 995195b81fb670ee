import type { Payload, RunResult } from "../host/index.ts";
import { LiveRun, panelSheet, RunPanel, type SandboxSource } from "../ui/index.ts";

/** A program that was put into a page. */
export interface Mounted {
  /** Its result, once every output is drawn. */
  readonly done: Promise<RunResult>;
  /** Ends the run and takes its views out of the page. */
  dispose(): void;
}

/** Runs a payload and shows all of it in an element: progress, outputs, printed text, the error. */
export function mountProgram(sandbox: SandboxSource, payload: Payload | (() => Payload), target: Element): Mounted {
  if (!document.adoptedStyleSheets.includes(panelSheet())) document.adoptedStyleSheets.push(panelSheet());
  const live = new LiveRun();
  const started = live.start(sandbox, payload);
  const panel = new RunPanel(target, live);

  async function show(): Promise<RunResult> {
    try {
      return await started;
    } finally {
      await panel.drawn();
    }
  }

  return {
    done: show(),
    dispose() {
      live.abort();
      panel.dispose();
    },
  };
}
