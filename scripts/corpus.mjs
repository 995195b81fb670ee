// Runs a corpus of replies and programs through `vitrine run --json` and compares each result with what the file expects
// (e2e/corpus/README.md). `npm run corpus -- [--distribution D] [--timeout MS] [--jobs N] [DIR…]`; without a DIR the project's own.
// A case whose packages cannot be had here is reported as not run, with the reason.
import "./ensure-node.mjs";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compareResult, readCase } from "./corpus-case.mjs";
import { packagesHere } from "./corpus-packages.mjs";
import { ensureWorkspace } from "./ensure-workspace.mjs";
import { root, run, since } from "./process.mjs";

const base = fileURLToPath(root);
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { distribution: { type: "string", default: "pyodide-0.29" }, timeout: { type: "string", default: "60000" }, jobs: { type: "string", default: "2" } },
});
// The shared corpus stands beside the repository on some machines; what it has that ours has not is run as well.
const folders = positionals.length > 0 ? positionals : ["e2e/corpus/replies", "e2e/corpus/more", "../shared/corpus/replies"].map((folder) => join(base, folder));

await ensureWorkspace({ log: console.error });
const counts = { passed: 0, failed: 0, skipped: 0 };
const started = performance.now();
const chosen = distinctFiles(folders).map(readCase);
const has = await packagesHere(base, options.distribution);
const runnable = chosen.filter((one) => {
  const missing = one.needs.filter((name) => !has(name));
  if (missing.length > 0) report(one, "skipped", [`not run: ${missing.join(", ")} cannot be had here (not in the wheelhouse, and the CDN is out of reach)`]);
  return missing.length === 0;
});

const byFile = new Map(runnable.map((one) => [one.file, one]));
if (runnable.length > 0) {
  const argv = ["run", "--json", "--distribution", options.distribution, "--timeout", options.timeout, "--jobs", options.jobs, ...byFile.keys()];
  await run(process.execPath, [join(base, "packages/cli/bin/vitrine.mjs"), ...argv], { onLine });
}
for (const one of byFile.values()) report(one, "failed", ["vitrine run gave no result for it"]);

console.log(`${since(started)} in all`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
if (process.env.VITRINE_COUNTS) writeFileSync(process.env.VITRINE_COUNTS, JSON.stringify(counts));
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

function onLine(line) {
  if (!line.startsWith('{"file":')) {
    console.log(`       ${line}`);
    return;
  }
  const result = JSON.parse(line);
  const one = byFile.get(result.file);
  byFile.delete(result.file);
  const problems = compareResult(one, result);
  const { boot, install, run: own, render } = result.timings;
  const time = [boot, install, own + render].map((ms) => (ms / 1000).toFixed(1)).join(" + ");
  report(one, problems.length === 0 ? "passed" : "failed", problems, `${result.status.padEnd(8)} ${time} s`);
}

function report({ file }, verdict, notes, facts = "") {
  counts[verdict] += 1;
  const mark = { passed: "ok    ", failed: "FAILED", skipped: "-     " }[verdict];
  console.log(`${mark} ${relative(base, file).padEnd(48)} ${facts}`.trimEnd());
  for (const note of notes) console.log(`         ${note}`);
}

/** Every .md and .py directly in the folders, the same text only once. */
function distinctFiles(paths) {
  const seen = new Set();
  return paths.flatMap((folder) => {
    if (!existsSync(folder)) {
      if (positionals.length > 0) throw new Error(`There is no folder ${folder}.`);
      return [];
    }
    const files = readdirSync(folder).filter((name) => /\.(md|py)$/.test(name) && name !== "README.md");
    return files.toSorted().flatMap((name) => {
      const file = resolve(folder, name);
      const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
      if (seen.has(hash)) return [];
      seen.add(hash);
      return [file];
    });
  });
}
