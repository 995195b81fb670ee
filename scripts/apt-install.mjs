import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { onPath } from "./find-browsers.mjs";
import { run, since } from "./process.mjs";

/** Installs Debian packages where that can be done without asking: on Debian, as root or by sudo without a password. Says so, and what failed. */
export async function aptInstall(packages, what, log) {
  const privilege = rootPrefix();
  if (!isDebian() || !onPath("apt-get") || !privilege) return;
  const started = performance.now();
  log(`  installing by apt for ${what} …`);
  const apt = async (...args) => {
    const [command, ...rest] = [...privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", ...args];
    const lines = [];
    const code = await run(command, rest, { onLine: (line) => lines.push(line) });
    if (code !== 0) for (const line of lines.slice(-20)) log(`  ${line}`);
    return code;
  };
  if ((await apt("update")) === 0) await apt("install", "-y", "--no-install-recommends", ...packages);
  log(`  apt took ${since(started)}`);
}

/** Ubuntu's chromium and firefox are snaps, which do not start in containers: there Playwright's own builds are better. */
function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

/** What to put before a command that needs root: nothing for root, sudo where it asks for no password, else undefined. */
export function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  try {
    execFileSync("sudo", ["-n", "true"], { stdio: "ignore" });
    return ["sudo", "-n"];
  } catch {
    return undefined;
  }
}
