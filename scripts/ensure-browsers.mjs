import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { aptInstall, rootPrefix } from "./apt-install.mjs";
import { browserVersion, findBrowsers } from "./find-browsers.mjs";
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
  for (const install of [debianInstall, playwrightInstall]) {
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

async function debianInstall(missing, log) {
  await aptInstall(
    missing.flatMap((engine) => debianPackages[engine]),
    missing.join(", "),
    log,
  );
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
