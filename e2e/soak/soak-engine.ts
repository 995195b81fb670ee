import type { EngineName } from "../engines/engine.ts";
import { openEngine } from "../engines/open-engine.ts";
import type { Stretch } from "../report.ts";
import { startPageServer } from "../server/page-server.ts";
import { startSinkServer } from "../server/sink-server.ts";

/** Runs after which the page is looked at. */
const stretchRuns = 25;

export interface Soak {
  stretches: (Stretch & { heapBytes: number | undefined })[];
  /** Bytes that the page's heap grows by with each run, after collecting garbage; undefined where the engine does not tell. */
  heapSlope: number | undefined;
}

/** Runs programs of mixed fates in one page of the engine, and looks again and again at what it holds. */
export async function soakEngine(name: EngineName, runs: number, onStretch: (stretch: Soak["stretches"][number], done: number) => void = () => {}): Promise<Soak> {
  const sink = await startSinkServer();
  const pages = await startPageServer(["soak"], sink, ["soak"]);
  const engine = await openEngine(name);
  try {
    const page = await engine.open(`${pages.origin}/conformance/soak?engine=${name}`);
    await page.read("new Promise((resolve) => { const wait = () => (globalThis.soak ? resolve() : setTimeout(wait, 50)); wait(); })");
    const stretches: Soak["stretches"] = [];
    for (let done = 0; done < runs; ) {
      const count = Math.min(stretchRuns, runs - done);
      const stretch = { ...(await page.read<Stretch>(`soak(${count})`)), heapBytes: await page.heapBytes?.() };
      stretches.push(stretch);
      done += count;
      onStretch(stretch, done);
    }
    return { stretches, heapSlope: slopeOf(stretches) };
  } finally {
    await engine.close();
    pages.close();
    sink.close();
  }
}

/** Least squares over what comes after the first quarter, which fills caches. */
function slopeOf(stretches: Soak["stretches"]): number | undefined {
  const points = stretches.map(({ heapBytes }, index) => ({ x: index * stretchRuns, y: heapBytes })).slice(Math.floor(stretches.length / 4));
  if (points.length < 2 || points.some(({ y }) => y === undefined)) return undefined;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y!))];
  return points.reduce((sum, { x, y }) => sum + (x - mx) * (y! - my), 0) / points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
}
