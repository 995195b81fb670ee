#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// In a checkout (never in an installed package) this builds what is missing. Its progress goes to stderr, so that stdout holds results only.
const prepare = here("../../../scripts/ensure-workspace.mjs");
const needed = ["../../../node_modules/.modules.yaml", "../dist/main.js", "../../protocol/dist", "../../sandbox/dist", "../../sdk/dist"];
if (existsSync(prepare) && !needed.every((path) => existsSync(here(path)))) {
  console.error("This checkout is not built yet.");
  const { status } = spawnSync(process.execPath, [prepare, "--packages-only"], { stdio: ["ignore", process.stderr, process.stderr] });
  if (status !== 0) process.exit(status ?? 1);
}

const { main } = await import("../dist/main.js");
process.exitCode = await main(process.argv.slice(2));
