// Type-checks every realm: the packages that emit by `tsc -b`, then each tsconfig that emits nothing (sandbox, apps, e2e, tests).
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { root, run } from "./process.mjs";

const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", root));
const counts = { passed: 0, failed: 0, skipped: 0 };

await check("-b", "tsconfig.json");
// Two at a time: the compiler itself uses every core, its start does not.
const projects = noEmitProjects();
await Promise.all([worker(), worker()]);
if (process.env.VITRINE_COUNTS) writeFileSync(process.env.VITRINE_COUNTS, JSON.stringify(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

async function worker() {
  for (let project = projects.shift(); project; project = projects.shift()) await check("-p", project);
}

async function check(flag, project) {
  const lines = [];
  const code = await run(process.execPath, [tsc, flag, project, "--pretty", "false"], { onLine: (line) => lines.push(line) });
  counts[code === 0 ? "passed" : "failed"] += 1;
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${project}`);
  for (const line of lines) console.log(`  ${line}`);
}

function noEmitProjects() {
  const folders = ["packages", "apps"].flatMap((parent) =>
    existsSync(new URL(parent, root)) ? readdirSync(new URL(parent, root)).map((name) => `${parent}/${name}`) : [],
  );
  return [".", "scripts", "e2e", ...folders]
    .filter((folder) => existsSync(new URL(folder, root)))
    .flatMap((folder) => readdirSync(new URL(`${folder}/`, root)).map((name) => `${folder}/${name}`))
    .filter((path) => /\/tsconfig[^/]*\.json$/.test(path) && readFileSync(new URL(path, root), "utf8").includes('"noEmit": true'));
}
