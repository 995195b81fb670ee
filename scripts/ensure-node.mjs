// Import this first: under a Node that is too old, the script starts again under a newer one and this process only waits for it.
// Type stripping needs 22.18, and Vitest 5 and ai 7 want 22.
import { execFileSync } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { run } from "./process.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Node ${process.versions.node} is older than 22.18; going on under Node 24 (npx node@24).`);
  const executable = node24();
  const env = { ...process.env, PATH: dirname(executable) + delimiter + process.env.PATH };
  process.exit(await run(executable, process.argv.slice(1), { cwd: process.cwd(), env, exitOnSignal: false }));
}

/** The path of Node 24's executable, downloaded by npx where it is not in its cache yet. */
function node24() {
  try {
    const answer = execFileSync("npx", ["-y", "node@24", "-p", "process.execPath"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    return answer.trim().split("\n").at(-1);
  } catch (error) {
    console.error(`npx could not fetch Node 24: ${error.stderr?.trim() || error.message}`);
    console.error("Install Node 24 (or any from 22.18) and run this again.");
    return process.exit(1);
  }
}
