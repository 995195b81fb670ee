import { chromiumArgs } from "./engines/playwright.ts";
import { startBenchServer } from "./bench/bench-server.ts";
import { chromium } from "playwright-core";
const server = await startBenchServer();
const context = await chromium.launchPersistentContext("", { executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: chromiumArgs });
const page = await context.newPage();
page.on("console", (m) => { const t = m.text(); if (t.startsWith("EXP")) console.log(t); });
const which = process.argv[2] ?? "visit";
await page.goto(`${server.origin}/bench/workbench`);
await page.evaluate("warm()");
console.log("warmed");
for (let i = 0; i < Number(process.argv[3] ?? 3); i++) {
  if (which === "visit") { await page.goto(`${server.origin}/bench/ours-visit`); console.log(JSON.stringify(await page.evaluate("visit"))); }
  else if (which === "chat") { await page.goto(`${server.origin}/bench/ours-chat`); console.log(JSON.stringify(await page.evaluate(`measure("last-token","ours")`))); }
  else console.log(JSON.stringify(await page.evaluate(`measure("${which}","ours")`)));
}
await context.close(); server.close();
