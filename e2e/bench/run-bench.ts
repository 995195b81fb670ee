/**
 * Measures Vitrine against what published examples do, in one browser, alternating. What the rows mean: docs/performance.md.
 *
 *   npm run bench [-- --json] [--only id,id] [--engine chromium|firefox] [--runs 7]
 */
import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { type EngineName, engineNames } from "../engines/engine.ts";
import { openEngine } from "../engines/open-engine.ts";
import { startBenchServer } from "./bench-server.ts";
import { type Row, runRace } from "./run-race.ts";
import { races } from "./races.ts";

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, only: { type: "string" }, engine: { type: "string", default: "chromium" }, runs: { type: "string", default: "7" } },
});
const ids = races.flatMap(({ rows }) => Object.keys(rows));
const asked = values.only?.split(",") ?? ids;
const runs = Number(values.runs);
const unknown = asked.filter((id) => !ids.includes(id));
if (!Number.isInteger(runs) || runs < 1 || !engineNames.includes(values.engine as EngineName) || unknown.length > 0) {
  console.error(`Use: npm run bench -- [--json] [--engine ${engineNames.join("|")}] [--runs N] [--only id,id] with the ids ${ids.join(", ")}`);
  process.exit(2);
}

// Only the table goes to stdout.
const say = (text: string) => console.error(text);
const server = await startBenchServer();
const engine = await openEngine(values.engine as EngineName);
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}, Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)}`;
const rows: Row[] = [];
try {
  const page = await engine.open(`${server.origin}/bench/workbench`);
  const chosen = races.filter((race) => Object.keys(race.rows).some((id) => asked.includes(id)));
  if (chosen.some(({ baseline }) => baseline.endsWith("flow"))) await page.read("warm()");
  for (const race of chosen) {
    try {
      const found = await runRace(race, page, server.origin, runs, say);
      rows.push(...found.filter(({ id }) => asked.includes(id)));
    } catch (error) {
      say(`FAILED ${Object.keys(race.rows).join(", ")}: ${String(error).slice(0, 1000)}`);
      process.exitCode = 1;
    }
  }
} finally {
  await engine.close();
  server.close();
}

if (values.json) console.log(JSON.stringify({ machine, engine: engine.version, rows }, null, 2));
else {
  console.log(`${engine.version}; ${machine}; medians of ${runs}\n`);
  console.log("| row | ours | baseline | ratio | unit |\n|---|---:|---:|---:|---|");
  for (const { id, ours, baseline, ratio, unit } of rows) console.log(`| \`${id}\` | ${ours} | ${baseline} | ${ratio} | ${unit} |`);
}
