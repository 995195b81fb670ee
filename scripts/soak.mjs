// `npm run soak [-- --runs 1000] [--engine chromium,firefox,webkit]`: see e2e/soak/run-soak.ts.
import "./ensure-node.mjs";
import { fileURLToPath } from "node:url";
import { ensureBrowsers } from "./ensure-browsers.mjs";
import { ensureWorkspace } from "./ensure-workspace.mjs";
import { root, run } from "./process.mjs";

await ensureWorkspace();
await ensureBrowsers();
process.exitCode = await run(process.execPath, [fileURLToPath(new URL("e2e/soak/run-soak.ts", root)), ...process.argv.slice(2)]);
