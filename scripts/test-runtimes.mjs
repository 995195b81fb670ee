// Runs every `*.portable.test.ts` (written against node:test and node:assert) in Node, Deno and Bun, and prints the counts of each.
// The runtimes must agree on the counts: one that finds fewer tests than the others has failed, and so has one that finds none.
import "./ensure-node.mjs";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, run } from "./process.mjs";

const base = fileURLToPath(root);
const reports = join(base, ".vitrine/runtimes");
const files = globSync("packages/*/src/**/*.portable.test.ts", { cwd: base })
  .map((path) => `./${path.replaceAll("\\", "/")}`)
  .toSorted();
// Without a file to run, each runtime would look for tests by itself.
if (files.length === 0) throw new Error("There is no *.portable.test.ts.");

const runtimes = [
  { name: "node", binary: () => process.execPath, args: (report) => ["--test", "--test-reporter=junit", `--test-reporter-destination=${report}`, ...files] },
  {
    name: "deno",
    binary: () => platformBinary("deno", ["deno", "deno.exe"]),
    // Reads the corpus and node_modules; no network, no environment, nothing written.
    args: (report) => ["test", "--no-check", "--no-remote", "--no-lock", "--allow-read", `--junit-path=${report}`, ...files],
  },
  {
    name: "bun",
    binary: () => platformBinary("bun", ["bin/bun", "bin/bun.exe"]),
    // Five seconds a test, as it is by default, is a timing asserted: a busy machine takes longer.
    args: (report) => ["test", "--timeout=60000", "--reporter=junit", `--reporter-outfile=${report}`, ...files],
  },
];

// What the tests import by package name, they import as built.
const built = await run(process.execPath, [join(base, "node_modules/typescript/bin/tsc"), "-b", "packages/sdk/tsconfig.server.json", "packages/sdk/tsconfig.agent.json"]);
if (built !== 0) process.exit(built);

mkdirSync(reports, { recursive: true });
const rows = [];
for (const { name, binary, args } of runtimes) rows.push(await test(name, binary, args));
const most = Math.max(...rows.map(({ passed, failed, skipped }) => passed + failed + skipped));
for (const row of rows) {
  const ran = row.passed + row.failed + row.skipped;
  if (ran === 0 || ran < most) {
    console.log(`${row.name}: ran ${ran} tests where another runtime ran ${most}`);
    row.failed += Math.max(1, most - ran);
  }
  console.log(`${row.failed ? "FAILED" : "ok    "} ${row.name.padEnd(5)} ${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped`);
}
const sum = (key) => rows.reduce((before, row) => before + row[key], 0);
const total = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
if (process.env.VITRINE_COUNTS) writeFileSync(process.env.VITRINE_COUNTS, JSON.stringify(total));
process.exitCode = total.failed === 0 ? 0 : 1;

async function test(name, binary, args) {
  const report = join(reports, `${name}.xml`);
  rmSync(report, { force: true });
  const lines = [];
  const env = { ...process.env, NO_COLOR: "1", DENO_DIR: join(reports, "deno"), DENO_NO_UPDATE_CHECK: "1", DO_NOT_TRACK: "1" };
  const code = await run(binary(), args(report), { env, onLine: (line) => lines.push(line) });
  const counts = { name, ...countsOf(existsSync(report) ? readFileSync(report, "utf8") : "") };
  // A file that does not even load may be missing from the report.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (counts.failed > 0) {
    console.log(`${name} ended with code ${code}:`);
    for (const line of lines) console.log(`  ${line}`);
    if (name === "node" && existsSync(report)) console.log(readFileSync(report, "utf8"));
  }
  return counts;
}

function countsOf(junit) {
  const count = (pattern) => junit.match(pattern)?.length ?? 0;
  const failed = count(/<(?:failure|error)\b/g);
  const skipped = count(/<skipped\b/g);
  return { passed: count(/<testcase\b/g) - failed - skipped, failed, skipped };
}

/**
 * The executable in the platform package of an npm package. pnpm installs only the one that fits this machine, and `allowBuilds` refuses
 * the install scripts, whose work is only to copy it.
 */
function platformBinary(name, paths) {
  const manifest = createRequire(join(base, "package.json")).resolve(`${name}/package.json`);
  const { resolve } = createRequire(manifest);
  for (const dependency of Object.keys(JSON.parse(readFileSync(manifest, "utf8")).optionalDependencies)) {
    try {
      const found = paths.map((path) => join(dirname(resolve(`${dependency}/package.json`)), path)).find(existsSync);
      if (found) return found;
    } catch {
      // Another platform's.
    }
  }
  throw new Error(`The npm package ${name} has no binary for ${process.platform} ${process.arch}. Run \`pnpm install\`.`);
}
