import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { browserVersion, findBrowsers, onPath } from "./find-browsers.mjs";
import { run, since } from "./process.mjs";

const engines = ["chromium", "firefox", "webkit"];

const debianPackages = {
  chromium: ["chromium", "fonts-dejavu-core", "fonts-liberation"],
  firefox: ["firefox-esr"],
  webkit: ["webkit2gtk-driver", "xvfb"],
};

const advice = {
  chromium: "Install Chromium, Chrome or Edge.",
  firefox: "Install Firefox.",
  webkit: "Install WebKitGTK with its driver and Xvfb (Debian: webkit2gtk-driver xvfb; Fedora: webkit2gtk4.1 xorg-x11-server-Xvfb).",
};

/**
 * Finds a browser for each engine, and installs those that are missing: on Debian by apt (as root or by sudo without a password),
 * elsewhere Playwright's own builds. Returns what `findBrowsers` finds in the end; says what to install by hand for the rest.
 */
export async function ensureBrowsers({ wanted = engines, log = console.log } = {}) {
  let found = await findBrowsers();
  const missing = () => wanted.filter((engine) => !found[engine]);
  for (const install of [aptInstall, playwrightInstall]) {
    if (missing().length === 0) break;
    await install(missing(), log);
    found = await findBrowsers();
  }
  for (const engine of wanted) {
    if (found[engine]) log(`  ${engine}: ${browserVersion(found[engine])}`);
    else log(`  ${engine}: missing. ${advice[engine]} Or: npx playwright-core install --with-deps ${engine}`);
  }
  return found;
}

async function aptInstall(missing, log) {
  const privilege = rootPrefix();
  if (!isDebian() || !onPath("apt-get") || !privilege) return;
  const started = performance.now();
  log(`  installing by apt for ${missing.join(", ")} …`);
  const apt = async (...args) => {
    const [command, ...rest] = [...privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", ...args];
    const lines = [];
    const code = await run(command, rest, { onLine: (line) => lines.push(line) });
    if (code !== 0) for (const line of lines.slice(-20)) log(`  ${line}`);
    return code;
  };
  const packages = missing.flatMap((engine) => debianPackages[engine]);
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
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  try {
    execFileSync("sudo", ["-n", "true"], { stdio: "ignore" });
    return ["sudo", "-n"];
  } catch {
    return undefined;
  }
}

async function playwrightInstall(missing, log) {
  const started = performance.now();
  log(`  downloading Playwright's own ${missing.join(", ")} …`);
  try {
    const manifest = createRequire(new URL("../e2e/package.json", import.meta.url)).resolve("playwright-core/package.json");
    const cli = join(dirname(manifest), "cli.js");
    const deps = process.platform === "linux" && rootPrefix() ? ["--with-deps"] : [];
    const lines = [];
    const code = await run(process.execPath, [cli, "install", ...deps, ...missing], { onLine: (line) => lines.push(line) });
    if (code !== 0) for (const line of lines.slice(-10)) log(`  ${line}`);
  } catch (error) {
    log(`  not possible: ${error.message}`);
  }
  log(`  that took ${since(started)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const found = await ensureBrowsers();
  process.exitCode = engines.every((engine) => found[engine]) ? 0 : 1;
}
