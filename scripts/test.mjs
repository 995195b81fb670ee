// `npm test` runs every step; `npm test -- unit lint` only those. The last line is `N passed, N failed` (`, N skipped`).
//
// A step is a command. It may write `{ "passed", "failed", "skipped", "failures"? }` as JSON to the file that VITRINE_COUNTS names; a step that does not
// counts as one, by its exit code. What failed (`failures`, a text each) is told again at the end. A step that ran nothing counts as failed, unless it says why it is left out (`leftOut`). Its output is indented, so that only the sum stands alone.
import "./ensure-node.mjs";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureBrowsers } from "./ensure-browsers.mjs";
import { ensureImages, ensureWorkspace } from "./ensure-workspace.mjs";
import { root, run, since } from "./process.mjs";

const vitest = (project) => ["node_modules/vitest/vitest.mjs", "run", "--project", project, "--reporter=default", "--reporter=./scripts/counts-reporter.mjs"];

const steps = [
  { name: "lint", what: "oxlint, with the import directions", node: ["node_modules/oxlint/bin/oxlint", "--deny-warnings"] },
  { name: "types", what: "every tsconfig, one per realm", node: ["scripts/check-types.mjs"] },
  { name: "docs", what: "links, promises with their tests, tables and snippets", node: ["scripts/check-docs.mjs"] },
  { name: "size", what: "what the SDK loads, against its budget", node: ["scripts/check-size.mjs"] },
  { name: "unit", what: "Vitest in Node", node: vitest("unit") },
  { name: "glue", what: "pytest: the Python glue with the system's Python and Matplotlib", node: ["scripts/test-glue.mjs"] },
  { name: "runtimes", what: "the server side in other JavaScript runtimes", node: ["scripts/test-runtimes.mjs"] },
  { name: "e2e", what: "Vitest, driving Chromium", node: vitest("e2e"), browsers: true },
  { name: "corpus", what: "replies as models write them, through vitrine run", node: ["scripts/corpus.mjs"], browsers: true },
  { name: "engines", what: "in-page suites in Chromium, Firefox and WebKit", node: ["e2e/run-engines.ts"], browsers: true },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(", ")}. Steps: ${steps.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const chosen = steps.filter(({ name }) => asked.length === 0 || asked.includes(name));
const sum = { passed: 0, failed: 0, skipped: 0 };
const rows = [];
const failures = [];
const started = performance.now();

if (await prepare()) {
  for (const step of chosen) await runStep(step);
}
console.log("");
for (const row of rows) console.log(`  ${row}`);
console.log(`  ${since(started)} in all\n`);
for (const failure of failures) console.log(`  FAILED ${failure}\n`);
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ""}`);
process.exitCode = sum.failed === 0 ? 0 : 1;

/** Whether the steps can run. */
async function prepare() {
  console.log(`Node ${process.versions.node}`);
  try {
    await ensureWorkspace();
    if (chosen.some(({ browsers }) => browsers)) {
      console.log("Browsers");
      await ensureBrowsers();
      await ensureImages();
    }
    return true;
  } catch (error) {
    console.error(error.message);
    add("prepare", { passed: 0, failed: 1, skipped: 0 }, started);
    return false;
  }
}

async function runStep({ name, what, node }) {
  console.log(`\n${name}: ${what}`);
  if (!existsSync(new URL(node[0], root))) {
    console.log(`  ${node[0]} is not there yet`);
    return;
  }
  const from = performance.now();
  const file = fileURLToPath(new URL(`.vitrine/counts/${name}.json`, root));
  mkdirSync(new URL(".vitrine/counts/", root), { recursive: true });
  rmSync(file, { force: true });
  const env = { ...process.env, VITRINE_COUNTS: file, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) };
  const code = await run(process.execPath, node, { env, onLine: (line) => console.log(`  ${line}`) });
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (counts.passed + counts.failed === 0 && !counts.leftOut) {
    console.log("  No test ran: that counts as a failure.");
    counts.failed = 1;
  }
  // A step that ends badly after its tests passed has failed too.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  // One line of what says why is enough here.
  failures.push(...(counts.failures ?? []).map((failure) => `${name}: ${failure.replaceAll(/\s+/g, " ").slice(0, 500)}`));
  add(name, counts, from);
}

function add(name, { passed, failed, skipped = 0 }, from) {
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
  rows.push(`${failed ? "FAILED" : "ok    "} ${name.padEnd(9)} ${passed} ok, ${failed} not, ${skipped} left out, ${since(from)}`);
}
