import { parseArgs } from "node:util";
import { type EngineName, engineNames } from "./engines/engine.ts";
import { openEngine } from "./engines/open-engine.ts";
import type { CaseReport, Report } from "./report.ts";
import { suiteNames } from "./server/build-suites.ts";
import { startPageServer } from "./server/page-server.ts";
import { startSinkServer } from "./server/sink-server.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { engine: { type: "string" }, only: { type: "string" }, json: { type: "boolean" } } });
const engine = (values.engine?.split(",") ?? engineNames) as EngineName[];
const names = positionals.length ? positionals : await suiteNames();
const sink = await startSinkServer();
const pages = await startPageServer(names, sink.origin);
for (const name of engine) {
  const browser = await openEngine(name);
  console.log("==", browser.version);
  for (const suite of names) {
    const page = await browser.open(`${pages.origin}/conformance/${suite}?engine=${name}${values.only ? `&only=${values.only}` : ""}`);
    const report: Report = await page.waitForReport(120_000);
    if (values.json) console.log(JSON.stringify(report, null, 1));
    else for (const c of report.cases) console.log(c.status, c.id, c.ms, c.reason ?? "", c.detail ?? "");
    if (report.error) console.log("ERROR", report.error);
    await page.close();
  }
  await browser.close();
}
sink.close(); pages.close();
