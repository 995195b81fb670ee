/**
 * Runs programs of mixed fates in one page, and prints what leaks, what failed and how long the page stalled.
 *
 *   npm run soak [-- --runs 1000] [--engine chromium,firefox,webkit]
 */
import { parseArgs } from "node:util";
import { type EngineName, engineNames } from "../engines/engine.ts";
import { soakEngine } from "./soak-engine.ts";

const { values } = parseArgs({ options: { runs: { type: "string", default: "1000" }, engine: { type: "string", default: "chromium" } } });
const runs = Number(values.runs);
const engines = values.engine.split(",");
if (!Number.isInteger(runs) || runs < 1 || engines.some((engine) => !engineNames.includes(engine as EngineName))) {
  console.error(`Use: npm run soak -- --runs N --engine ${engineNames.join(",")}`);
  process.exit(2);
}

for (const engine of engines as EngineName[]) {
  const started = performance.now();
  const { stretches, heapSlope } = await soakEngine(engine, runs, ({ failures, stallMs, held, heapBytes }, done) => {
    const heap = heapBytes === undefined ? "" : `, heap ${(heapBytes / 2 ** 20).toFixed(1)} MiB`;
    console.log(`${engine}: ${done} runs, ${((performance.now() - started) / 1000).toFixed(0)} s, longest stall ${stallMs} ms${heap}, held ${JSON.stringify(held)}`);
    for (const failure of failures) console.log(`${engine}:   FAILED ${failure}`);
  });
  const failed = stretches.flatMap(({ failures }) => failures).length;
  const first = JSON.stringify(stretches[0]!.held);
  const grown = stretches.filter(({ held }) => JSON.stringify(held) !== first).length;
  const slope = heapSlope === undefined ? "not told by this engine" : `${(heapSlope / 1024).toFixed(2)} KiB per run`;
  console.log(`${engine}: ${runs} runs, ${failed} failed, ${grown} of ${stretches.length} looks found more or less held than the first, longest stall ${Math.max(...stretches.map(({ stallMs }) => stallMs))} ms, heap ${slope}`);
  if (failed + grown > 0) process.exitCode = 1;
}
