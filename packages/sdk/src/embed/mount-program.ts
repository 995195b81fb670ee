import type { Payload, RunResult, Sandbox, View } from "../host/index.ts";
import { ProgramPanel } from "./program-panel.ts";

/** A program that was put into a page. */
export interface Mounted {
  /** Its result, once every output is drawn. */
  readonly done: Promise<RunResult>;
  /** Ends the run and takes its views out of the page. */
  dispose(): void;
}

/** Runs a payload and shows all of it in an element: progress, outputs, printed text, the error. */
export function mountProgram(sandbox: Sandbox, payload: Payload, target: Element | ProgramPanel): Mounted {
  const panel = target instanceof ProgramPanel ? target : new ProgramPanel(target);
  const run = sandbox.run(payload);
  const views = new Map<string, View>();
  const updates: Promise<void>[] = [];
  let disposed = false;

  async function show(): Promise<RunResult> {
    for await (const event of run.events) {
      if (event.type === "phase") panel.phase(event.phase, event.detail);
      else if (event.type === "stdout" || event.type === "stderr") panel.print(event.type, event.text);
      else if (event.type === "output") {
        const slot = panel.slot();
        const view = await sandbox.show(event.output, slot).catch((error: unknown) => panel.undrawn(slot, event.output, error));
        if (view) views.set(event.output.id, view);
        if (disposed) view?.dispose();
      } else if (event.type === "output-update") {
        // Not waited for here, so that of many only the last is drawn.
        updates.push(views.get(event.output.id)?.update(event.output) ?? Promise.resolve());
      } else if (event.type === "outputs-clear") {
        for (const view of views.values()) view.dispose();
        views.clear();
        panel.clearOutputs();
      }
    }
    // What cannot be drawn leaves what was.
    await Promise.allSettled(updates);
    const result = await run.result;
    panel.finish(result);
    return result;
  }

  return {
    done: show(),
    dispose() {
      disposed = true;
      run.abort();
      for (const view of views.values()) view.dispose();
      panel.clear();
    },
  };
}
