import type { Page } from "../engines/engine.ts";
import { browserMemory } from "./browser-memory.ts";
import { median } from "./median.ts";
import type { Sample } from "./pages/sample.ts";
import type { Race } from "./races.ts";
import { templateRate } from "./template-rate.ts";

/** One line of the result. */
export interface Row {
  id: string;
  ours: number;
  baseline: number;
  /** Ours divided by the baseline. */
  ratio: number;
  unit: string;
  /** Measurements of each side, of which the medians are told. */
  runs: number;
}

/** A side of a race. */
type Side = "ours" | "baseline";

/** Interpreters that are weighed at once. */
const held = 2;

/** Measures both sides in turn, after one turn that fills the caches and does not count. Rejects where either did not do what it should. */
export async function runRace(race: Race, page: Page, origin: string, runs: number, say: (text: string) => void): Promise<Row[]> {
  const samples: Record<Side, Sample[]> = { ours: [], baseline: [] };
  const started = performance.now();
  if (race.how === "bench" || race.how === "memory") await page.visit(`${origin}/bench/workbench`);
  for (let turn = -1; turn < runs; turn++) {
    for (const side of ["ours", "baseline"] as const) {
      const sample = await takers[race.how](Object.keys(race.rows)[0]!, side, page, origin);
      if (turn >= 0) samples[side].push(sample);
    }
  }
  const middle = (side: Side, key: string) => median(samples[side].map((sample) => sample[key]!));
  say(`${Object.keys(race.rows).join(", ")}: ${((performance.now() - started) / 1000).toFixed(0)} s; ours ${describe(samples.ours)}; ${race.baseline} ${describe(samples.baseline)}`);
  return Object.entries(race.rows).map(([id, unit]) => {
    const [ours, baseline] = [middle("ours", id), middle("baseline", id)];
    return { id, ours: round(ours), baseline: round(baseline), ratio: Number((ours / baseline).toPrecision(3)), unit, runs };
  });
}

const takers: Record<Race["how"], (id: string, side: Side, page: Page, origin: string) => Sample | Promise<Sample>> = {
  async visit(_, side, page, origin) {
    await page.visit(`${origin}/bench/${side === "ours" ? "ours" : "page-flow"}-visit`);
    return page.read<Sample>("visit");
  },
  async chat(id, side, page, origin) {
    await page.visit(`${origin}/bench/${side === "ours" ? "ours" : "page-flow"}-chat`);
    return page.read<Sample>(`measure("${id}", "${side}")`);
  },
  bench: (id, side, page) => page.read<Sample>(`measure("${id}", "${side}")`),
  async memory(id, side, page) {
    await page.heapBytes?.();
    const before = browserMemory();
    await page.read(`hold("${side}", ${held})`);
    await page.heapBytes?.();
    const after = browserMemory();
    await page.read("release()");
    return { [id]: (after - before) / held };
  },
  template: (id, side) => ({ [id]: templateRate(side) }),
};

/** The medians of everything that the samples hold, phases of ours included. */
function describe(samples: Sample[]): string {
  return Object.keys(samples[0]!).map((key) => `${key} ${round(median(samples.map((sample) => sample[key]!)))}`).join(", ");
}

function round(amount: number): number {
  return Number(amount.toFixed(amount < 100 ? 1 : 0));
}
