import { createSandbox, type RunResult, type Sandbox, type View } from "@vitrine/sdk";
import { painted } from "./painted.ts";
import type { Sample } from "./sample.ts";

/** A sandbox as an embedder makes it. */
export function openOurs(): Promise<Sandbox> {
  return createSandbox({ images: true, assets: "/assets/" });
}

/** Runs the program; rejects where it did not end well. */
export async function runOurs(sandbox: Sandbox, program: Parameters<Sandbox["run"]>[0]): Promise<RunResult> {
  const result = await sandbox.run(program).result;
  if (result.status !== "ok") throw new Error(`${result.status}: ${result.error?.name} ${result.error?.message} ${result.stderr}`);
  return result;
}

/** From the program to the painted figure, with the milliseconds of each phase. */
export async function figureOurs(sandbox: Sandbox, program: Parameters<Sandbox["run"]>[0], element: HTMLElement): Promise<{ view: View; phases: Sample }> {
  const result = await runOurs(sandbox, program);
  const started = performance.now();
  const view = await sandbox.show(result.outputs[0]!, element);
  await painted();
  return { view, phases: { ...phasesOf(result), show: performance.now() - started } };
}

/** Where the time of a run went, in milliseconds. */
export function phasesOf({ timings: { queue, boot, install, run, render } }: RunResult): Sample {
  return { queue, boot, install, run, render };
}

/** Rejects unless the view's drawing has at least this many marks: Plotly's points, or the line through them. */
export async function checkDrawn(view: View, marks: number): Promise<void> {
  const svg = await (await view.toImage({ format: "svg" })).text();
  const found = svg.match(/class="(point|js-line)"/g)?.length ?? 0;
  if (found < marks) throw new Error(`the view drew ${found} of ${marks} marks`);
}
