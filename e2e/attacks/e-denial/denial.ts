import { assert, type Attack, equal, measureStall } from "../harness/index.ts";
import type { Arsenal } from "../support/arsenal.ts";
import type { HostileRun } from "../support/hostile-runtime.ts";

/** One attack of an arsenal: how it may end, as `status CODE`. */
export interface Denial extends HostileRun {
  /** The attack's id is `E-` and this. */
  name: string;
  /** Which of the arsenal; the one of that name unless told. */
  weapon?: string;
  title: string;
  ends: string[];
  timeoutMs?: number;
}

/** Runs it beside a run that behaves; that one, and the next, must be as good as ever. The page's longest stall is measured. */
export function denial(weapons: Arsenal, { name, weapon = name, title, ends, timeoutMs = 60_000, ...run }: Denial): Attack {
  return {
    id: `E-${name}`,
    title,
    timeoutMs,
    allowConsoleErrors: true,
    async run() {
      equal(await weapons.honest(), "honest\n", "control: a run that behaves");
      const stall = measureStall();
      const started = performance.now();
      const [result, beside] = await Promise.all([weapons.run(weapon, run), weapons.honest()]);
      const next = await weapons.honest();
      const stallMs = stall();
      const ended = `${result.status} ${result.error?.code ?? "-"}`;
      const detail = `${ended} after ${Math.round(performance.now() - started)} ms; ${result.stdout.slice(-100).replaceAll("\n", " ")}; ${result.error?.message.slice(0, 100) ?? ""}`;
      assert(result.stdout.length <= 2 ** 20, `${result.stdout.length} characters of stdout are kept`);
      assert(ends.includes(ended), `${detail}: expected ${ends.join(" or ")}`);
      equal([beside, next], ["honest\n", "honest\n"], `the run beside it, and the next (${detail})`);
      return { detail, stallMs };
    },
  };
}
