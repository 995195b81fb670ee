import type { RunResult, SandboxOptions } from "@vitrine/sdk";
import { once } from "../harness/index.ts";
import { type Attack, type HostileRun, hostileSandbox, runHostile, startHostile } from "./hostile-runtime.ts";

/** Attacks that run in the worker, by name. Each travels as text and sees only what it is given. */
export type Weapons = Record<string, Attack>;

export type Arsenal = ReturnType<typeof arsenal>;

/** A sandbox that many attacks share: it stands as long as the suite, and each run in it is one of these. */
export function arsenal(weapons: Weapons, options: SandboxOptions = {}) {
  const table = Object.entries(weapons).map(([name, weapon]) => `${JSON.stringify(name)}: ${String(weapon)}`);
  const attack = `(hostile, { name, argument }) => ({ ${table.join(",\n")} })[name](hostile, argument)`;
  const sandbox = once(() => hostileSandbox({ after() {} }, attack, options));
  const asked = (name: string, { argument = null, ...rest }: HostileRun = {}): HostileRun => ({ argument: { name, argument }, ...rest });
  return {
    sandbox,
    run: async (name: string, run?: HostileRun): Promise<RunResult> => runHostile(await sandbox(), asked(name, run)),
    start: async (name: string, run?: HostileRun) => startHostile(await sandbox(), asked(name, run)),
    /** What a run that behaves prints: "honest\n" where the attack before it left nothing behind. */
    honest: async (): Promise<string> => (await runHostile(await sandbox(), { honest: true })).stdout,
  };
}
