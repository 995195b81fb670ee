import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Engine, EngineName } from "./engines/engine.ts";
import { openEngine } from "./engines/open-engine.ts";
import type { CaseReport, Report } from "./report.ts";

/** Milliseconds for one suite in one engine. Cases have limits of their own, so this is met only when a page hangs. */
const suiteMs = 1_200_000;

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Known gaps of the browser that failed as expected. */
  gaps: number;
  /** The longest time for which a page stood still, where that was measured. */
  stallMs: number;
  /** The case in which it did. */
  stalledIn: string;
  /** What failed, a text each. */
  failures: string[];
}

export interface SuiteRun {
  engine: EngineName;
  suite: string;
  /** Of the page server. */
  origin: string;
  /** Ids of the cases to run, with commas between. */
  only: string | undefined;
  /** Runs what CI leaves out in this engine to save time. */
  full: boolean;
  /** Prints every case and its detail, not only what failed. */
  verbose: boolean;
}

/**
 * Opens a suite in a fresh browser of one engine and prints what happened. Reports are kept in `.vitrine/reports/<engine>/`.
 * What failed gets a second try in another fresh browser, as an engine on a loaded machine may wedge; the print tells of both.
 */
export async function runSuite({ engine, suite, origin, only, full, verbose }: SuiteRun): Promise<Counts> {
  const folder = fileURLToPath(new URL(`../.vitrine/reports/${engine}/`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const url = `${origin}/conformance/${suite}?engine=${engine}${only ? `&only=${only}` : ""}${full ? "&full" : ""}`;
  const first = await openSuite(engine, suite, url, `${folder}${suite}.png`);
  const report = countCases(first.report).failed > 0 ? await secondTry(engine, first.report, url, `${folder}${suite}-2.png`) : first.report;
  writeFileSync(`${folder}${suite}.json`, JSON.stringify(report, null, 2));
  const counts = countCases(report);
  counts.failures = counts.failures.map((text) => `${engine}: ${suite}: ${text}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${engine}: ${suite}: ${counts.passed} ok, ${counts.failed} not, ${counts.skipped} left out, ${counts.gaps > 0 ? `${counts.gaps} known gaps, ` : ""}${seconds} s, ${first.version}`);
  print(engine, describe(report, verbose));
  return counts;
}

/** Runs again whatever did not pass, and says so. */
async function secondTry(engine: EngineName, first: Report, url: string, screenshot: string): Promise<Report> {
  const fine = first.cases.filter(({ status }) => ["passed", "skipped", "gap"].includes(status));
  console.log(`${engine}: ${first.suite}: a second try for what failed:`);
  print(engine, describe(first, false));
  const { report } = await openSuite(engine, first.suite, `${url}&except=${fine.map(({ id }) => id).join(",")}`, screenshot);
  return { ...report, cases: [...fine, ...report.cases] };
}

async function openSuite(name: EngineName, suite: string, url: string, screenshot: string): Promise<{ report: Report; version: string }> {
  let engine: Engine | undefined;
  try {
    engine = await openEngine(name);
    const page = await engine.open(url);
    const report = await page.waitForReport(suiteMs);
    if (countCases(report).failed > 0) await page.screenshot(screenshot).catch(() => {});
    return { report, version: engine.version };
  } catch (error) {
    return { report: { suite, done: false, cases: [], error: error instanceof Error ? error.message : String(error) }, version: engine?.version ?? name };
  } finally {
    await engine?.close().catch(() => {});
  }
}

/** A case that never ended has failed, and so has a page that broke or ran nothing. */
function countCases(report: Report): Counts {
  const { cases, error, done } = report;
  const of = (status: CaseReport["status"]) => cases.filter((each) => each.status === status).length;
  const broken = error !== undefined || !done || cases.length === 0;
  const [stalled] = cases.toSorted((a, b) => (b.stallMs ?? 0) - (a.stallMs ?? 0));
  const stall = { stallMs: stalled?.stallMs ?? 0, stalledIn: stalled?.stallMs ? stalled.id : "" };
  return { passed: of("passed"), failed: of("failed") + of("running") + (broken ? 1 : 0), skipped: of("skipped"), gaps: of("gap"), ...stall, failures: describe(report, false).filter((text) => text.startsWith("FAILED")) };
}

/** A text for each case. */
function describe({ cases, error, done }: Report, verbose: boolean): string[] {
  const lines = cases
    .filter(({ status }) => verbose || status !== "passed")
    .map(({ id, title, status, reason, detail, stallMs, ms }) => {
      const word = { passed: "ok", failed: "FAILED", running: "FAILED, did not end", skipped: "left out", gap: "known gap" }[status];
      return [`${word}: ${id}: ${title} (${ms} ms${stallMs === undefined ? "" : `, the page stood still for ${stallMs} ms at most`})`, reason, detail].filter(Boolean).join("\n      ");
    });
  if (error !== undefined) lines.push(`FAILED: the page: ${error}`);
  else if (!done) lines.push("FAILED: the page: its report was not complete in time");
  else if (cases.length === 0) lines.push("FAILED: the page: it ran no case");
  return lines;
}

function print(engine: EngineName, texts: readonly string[]): void {
  for (const line of texts.flatMap((text) => text.split("\n"))) console.log(`${engine}:   ${line}`);
}
