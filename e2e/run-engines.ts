/**
 * Runs the in-page suites in every engine. "attacks" stands for all suites of attacks; after them, a table per engine says what held.
 *
 *   node e2e/run-engines.ts [suite …] [--engine chromium,firefox,webkit] [--only case,case] [--full] [--verbose]
 *   node e2e/run-engines.ts --serve        serves the suites and waits, to open them by hand
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type EngineName, engineNames } from "./engines/engine.ts";
import { type AttackRow, printAttacks } from "./print-attacks.ts";
import { type Counts, runSuite } from "./run-suite.ts";
import { suiteFolders, suiteNames } from "./server/build-suites.ts";
import { enterOwnResolver } from "./server/own-resolver.ts";
import { startPageServer } from "./server/page-server.ts";
import { startSinkServer } from "./server/sink-server.ts";

/** Suites that take longest, which start first, so that no lane is left alone with one at the end. */
const longest = ["python", "corpus", "python-314", "sessions", "images", "recovery", "a-realm"];

/** Suites that measure how long the host stalls: no other browser runs beside them. */
const alone = new Set(["b-messages", "e-denial", "views"]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: "string" }, only: { type: "string" }, verbose: { type: "boolean" }, full: { type: "boolean" }, serve: { type: "boolean" } },
});

const attacks = await suiteNames("attacks");
const all = (await Promise.all(suiteFolders.map(suiteNames))).flat();
const suites = positionals.length > 0 ? positionals.flatMap((name) => (name === "attacks" ? attacks : [name])) : all;
const asked = values.engine?.split(",") ?? engineNames;
refuseUnknown("suite", suites, all);
refuseUnknown("engine", asked, engineNames);

const noResolver = await enterOwnResolver();
if (noResolver) console.log(`Look-ups of names are left out: ${noResolver}.`);
const sink = await startSinkServer();
const pages = await startPageServer(suites, sink);

if (values.serve) {
  for (const suite of suites) console.log(`${pages.origin}/conformance/${suite}`);
} else {
  const sum: Counts = { passed: 0, failed: 0, skipped: 0, gaps: 0, stallMs: 0, stalledIn: "", failures: [] };
  const rows: AttackRow[] = [];
  const jobs = (asked as EngineName[]).flatMap((engine) => suites.map((suite) => ({ engine, suite })));
  const runAll = async (waiting: typeof jobs) => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const counts = await runSuite({ ...job, origin: pages.origin, only: values.only, full: values.full ?? false, verbose: values.verbose ?? false });
      for (const key of ["passed", "failed", "skipped", "gaps"] as const) sum[key] += counts[key];
      sum.failures.push(...counts.failures);
      if (attacks.includes(job.suite)) rows.push({ ...job, counts });
    }
  };
  const rank = ({ suite }: (typeof jobs)[number]) => (longest.includes(suite) ? longest.indexOf(suite) : longest.length);
  const together = jobs.filter(({ suite }) => !alone.has(suite)).toSorted((a, b) => rank(a) - rank(b));
  await Promise.all([runAll(together), runAll(together)]);
  await runAll(jobs.filter(({ suite }) => alone.has(suite)));
  pages.close();
  sink.close();
  printAttacks(rows);
  // A known gap that fails as expected is no failure.
  sum.passed += sum.gaps;
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  if (process.env["VITRINE_COUNTS"]) writeFileSync(process.env["VITRINE_COUNTS"], JSON.stringify(sum));
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}

function refuseUnknown(kind: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  console.error(`No ${kind} is called ${unknown.join(", ")}. Use: ${known.join(", ")}.`);
  process.exit(2);
}
