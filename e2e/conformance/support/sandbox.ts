import { createSandbox, type Output, type Run, type RunEvent, type RunResult, type Sandbox, type SandboxOptions } from "@vitrine/sdk";
import { type CaseContext, settings } from "../harness/index.ts";

const shared = new Map<string, Promise<Sandbox>>();

/** The sandbox that all cases of a distribution share (that of the default one with images): each run in it is fresh, which is what they rely on, and so prove. */
export function sharedSandbox(distribution: string): Promise<Sandbox> {
  let sandbox = shared.get(distribution);
  if (!sandbox) shared.set(distribution, (sandbox = createSandbox({ assets: settings.assets, distribution, images: distribution === "pyodide-0.29" ? "served" : false })));
  return sandbox;
}

/** A sandbox of a case's own, disposed of when the case ends. Nothing may come from the CDN: this is what CI proves. No interpreter waits ahead unless asked: most cases run one program. */
export async function openSandbox(context: CaseContext, options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ assets: settings.assets, spares: 0, ...options });
  context.after(() => sandbox.dispose());
  return sandbox;
}

/** Runs one program in the shared sandbox of a distribution. */
export async function runOnce(distribution: string, program: Parameters<Sandbox["run"]>[0] | string): Promise<RunResult> {
  const sandbox = await sharedSandbox(distribution);
  return sandbox.run(typeof program === "string" ? { code: program } : program).result;
}

/** Resolves with the first event that fits. Rejects when the run ends without one. */
export async function eventOf<T extends RunEvent>(run: Run, fits: (event: RunEvent) => event is T): Promise<T>;
export async function eventOf(run: Run, fits: (event: RunEvent) => boolean): Promise<RunEvent>;
export async function eventOf(run: Run, fits: (event: RunEvent) => boolean): Promise<RunEvent> {
  for await (const event of run.events) if (fits(event)) return event;
  throw new Error("the run ended without the event");
}

/** The Plotly figures among the outputs. */
export function figuresOf(outputs: readonly Output[]): { data: { type: string }[]; layout: Record<string, unknown> }[] {
  return outputs.flatMap(({ data }) => ("application/vnd.plotly.v1+json" in data ? [data["application/vnd.plotly.v1+json"] as never] : []));
}

/** Why a run failed, for messages of failed cases. */
export const why = ({ status, error, stderr }: RunResult) => `${status} ${error ? `${error.name}: ${error.message}` : ""} ${stderr}`;
