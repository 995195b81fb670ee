// `npm run fuzz -- --runs 1000000 --seed 7`: every fuzz test, over so many messages in all. What `npm test` does with 10 000 and a fixed seed.
import "./ensure-node.mjs";
import { parseArgs } from "node:util";
import { ensureWorkspace } from "./ensure-workspace.mjs";
import { run, since } from "./process.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: "string", default: "1000000" }, seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) } } });
const [runs, seed] = [values.runs, values.seed].map(Number);
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error("--runs takes how many messages, --seed an integer.");
  process.exit(2);
}

await ensureWorkspace({ packagesOnly: true });
console.log(`${runs} messages, seed ${seed}. The same again: npm run fuzz -- --runs ${runs} --seed ${seed}`);
const started = performance.now();
const env = { ...process.env, VITRINE_FUZZ_MESSAGES: String(runs), VITRINE_FUZZ_SEED: String(seed) };
// Names of files, where only some are to run, such as `kernel-frame`.
const names = positionals.length > 0 ? positionals : [".fuzz.test.ts"];
const code = await run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--testTimeout", "7200000", ...names], { env, onLine: (line) => console.log(line) });
console.log(`${code === 0 ? "ok" : "FAILED"}: ${since(started)}`);
process.exitCode = code;
