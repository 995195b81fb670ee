// Runs a corpus of replies, programs and pages of documentation through `vitrine run --json`, compares each result with what the file
// expects (e2e/corpus/README.md), and ends with `N passed, N failed` (`, N skipped`).
// `npm run corpus -- [--page] [--draw] [--digests] [--distribution D] [--timeout MS] [--jobs N] [DIR or FILE …]`; without any the project's own.
// What needs packages or the network, which cannot be had here, is reported as not run, with the reason.
import "./ensure-node.mjs";
import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readCase } from "./corpus-case.mjs";
import { compareResult } from "./corpus-checks.mjs";
import { Digests } from "./corpus-digests.mjs";
import { corpusFiles } from "./corpus-files.mjs";
import { packagesHere } from "./corpus-packages.mjs";
import { judgeBlock } from "./corpus-page.mjs";
import { ensureWorkspace } from "./ensure-workspace.mjs";
import { root, run, since } from "./process.mjs";

const base = fileURLToPath(root);
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    page: { type: "boolean", default: false },
    draw: { type: "boolean", default: false },
    digests: { type: "boolean", default: false },
    distribution: { type: "string", default: "pyodide-0.29" },
    timeout: { type: "string", default: "60000" },
    jobs: { type: "string", default: "2" },
  },
});
// The shared corpus stands beside the repository on some machines; what it has that ours has not is run as well.
const own = ["e2e/corpus/replies", "e2e/corpus/more", "../shared/corpus/replies"].map((folder) => join(base, folder)).filter(existsSync);

await ensureWorkspace({ log: console.error });
const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
const notRun = new Map();
const digests = new Digests();
const started = performance.now();
const chosen = corpusFiles(positionals.length > 0 ? positionals : own).map(readCase);
const has = await packagesHere(base, options.distribution);
const runnable = chosen.filter((one) => {
  const missing = one.needs.filter((name) => !has(name));
  if (one.problem) report(one.file, "failed", [one.problem]);
  else if (missing.length > 0) report(one.file, "skipped", [`not run: ${missing.join(", ")} cannot be had here (not in the wheelhouse, and the CDN is out of reach)`]);
  return !one.problem && missing.length === 0;
});
await runAll(
  runnable.filter(({ isPage }) => !isPage),
  [],
  compareOne,
);
await runAll(
  runnable.filter(({ isPage }) => isPage),
  ["--blocks", options.page ? "session" : "apart"],
  judgeOne,
);

if (notRun.size > 0) console.log("");
for (const [reason, times] of [...notRun].toSorted((a, b) => b[1] - a[1])) console.log(`${String(times).padStart(4)} ${reason}`);
if (counts.passed + counts.failed > 0) console.log(digests.told());
for (const problem of digests.tooLong) report(problem, "failed", []);
console.log(`${since(started)} in all`);
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ""}`);
if (process.env.VITRINE_COUNTS) writeFileSync(process.env.VITRINE_COUNTS, JSON.stringify(counts));
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

/** Runs the files in one browser, and tells of each result by `judge(case, result)`. */
async function runAll(cases, asked, judge) {
  if (cases.length === 0) return;
  const byFile = new Map(cases.map((one) => [one.file, one]));
  const waiting = new Set(byFile.keys());
  const argv = ["run", "--json", ...asked, ...(options.draw ? ["--draw"] : []), "--distribution", options.distribution, "--timeout", options.timeout, "--jobs", options.jobs, ...waiting];
  const onLine = (line) => {
    if (!line.startsWith('{"file":')) return console.log(`       ${line}`);
    const result = JSON.parse(line);
    waiting.delete(result.file);
    return judge(byFile.get(result.file), result);
  };
  await run(process.execPath, [join(base, "packages/cli/bin/vitrine.mjs"), ...argv], { onLine });
  for (const file of waiting) report(file, "failed", ["vitrine run gave no result for it"]);
}

function compareOne(one, result) {
  tellDigest(one.file, result);
  const problems = [...compareResult(one, result), ...(result.undrawn ?? [])];
  report(one.file, problems.length === 0 ? "passed" : "failed", problems, `${result.status.padEnd(8)} ${made(result)}`);
}

function judgeOne({ file }, result) {
  if (!result.block) return report(file, "skipped", [`not run: ${result.error?.message}`]);
  tellDigest(`${file}:${result.block.line}`, result);
  const { verdict, notes } = judgeBlock(result);
  return report(`${file}:${result.block.line}`, verdict, notes, `${result.status.padEnd(8)} ${made(result)}`);
}

/** What a model would read of it; with --digests as it reads. */
function tellDigest(place, result) {
  const text = digests.add(relative(base, place), result);
  if (options.digests) console.log(text.replace(/^/gm, "       | "));
}

function made({ outputs, timings: { boot, install, run: code, render } }) {
  const figures = outputs.filter(({ data }) => Object.hasOwn(data, "application/vnd.plotly.v1+json")).length;
  const time = [boot, install, code + render].map((ms) => (ms / 1000).toFixed(1)).join(" + ");
  return `${`${outputs.length} outputs, ${figures} figures`.padEnd(24)} ${time} s`;
}

function report(place, verdict, notes, facts = "") {
  counts[verdict] += 1;
  if (verdict === "failed") counts.failures.push(`${relative(process.cwd(), place)}: ${notes.join("; ")}`);
  const mark = { passed: "ok    ", failed: "FAILED", skipped: "-     " }[verdict];
  console.log(`${mark} ${relative(process.cwd(), place).padEnd(48)} ${facts}`.trimEnd());
  for (const note of notes) {
    console.log(`         ${note}`);
    if (verdict === "skipped") notRun.set(note, (notRun.get(note) ?? 0) + 1);
  }
}
