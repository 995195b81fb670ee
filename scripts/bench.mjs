// `npm run bench [-- --json] [--only id,id] [--engine chromium|firefox] [--runs 7]`: see e2e/bench/run-bench.ts.
import "./ensure-node.mjs";
import { fileURLToPath } from "node:url";
import { ensureBrowsers } from "./ensure-browsers.mjs";
import { ensureWorkspace } from "./ensure-workspace.mjs";
import { root, run } from "./process.mjs";

// Only the result goes to stdout.
const log = console.error;
await ensureWorkspace({ log });
await ensureBrowsers({ log });
process.exitCode = await run(process.execPath, [fileURLToPath(new URL("e2e/bench/run-bench.ts", root)), ...process.argv.slice(2)]);
