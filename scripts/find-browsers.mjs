import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

const { platform, env } = process;

const names = {
  chromium: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"],
  firefox: ["firefox-esr", "firefox"],
};

// Where applications stand that are not on PATH.
const places = {
  chromium: {
    darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`),
    win32: [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].flatMap((base) =>
      base ? [join(base, "Google/Chrome/Application/chrome.exe"), join(base, "Microsoft/Edge/Application/msedge.exe")] : [],
    ),
  },
  firefox: {
    darwin: ["/Applications/Firefox.app/Contents/MacOS/firefox"],
    win32: [env.PROGRAMFILES].flatMap((base) => (base ? [join(base, "Mozilla Firefox/firefox.exe")] : [])),
  },
};

/**
 * The browsers that are installed, one entry per engine or nothing. `driver` says how to drive it: "playwright" (Chromium, and
 * Playwright's own builds), "bidi" (an installed Firefox) or "webdriver" (WebKitGTK; `webdriver` is the path of its driver).
 */
export async function findBrowsers() {
  const own = await playwrightBrowsers();
  const chromium = onSystem("chromium") ?? own.chromium;
  const firefox = onSystem("firefox");
  return {
    ...(chromium && { chromium: { driver: "playwright", executable: chromium } }),
    ...(own.firefox
      ? { firefox: { driver: "playwright", executable: own.firefox } }
      : firefox && { firefox: { driver: "bidi", executable: firefox } }),
    ...(own.webkit ? { webkit: { driver: "playwright", executable: own.webkit } } : webkitGtk()),
  };
}

/** The first of the names on PATH, or undefined. */
export function onPath(...candidates) {
  const ends = platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const candidate of candidates) {
    for (const folder of (env.PATH ?? "").split(delimiter)) {
      const found = ends.map((end) => join(folder, candidate + end)).find((path) => existsSync(path));
      if (found) return found;
    }
  }
  return undefined;
}

function onSystem(engine) {
  return onPath(...names[engine]) ?? places[engine][platform]?.find((path) => existsSync(path));
}

/** WebKitGTK: its driver, a MiniBrowser of the 4.1 or 4.0 API, and a display to draw on. */
function webkitGtk() {
  const webdriver = onPath("WebKitWebDriver");
  if (!webdriver || !(env.DISPLAY || onPath("Xvfb"))) return undefined;
  const folders = ["/usr/lib", "/usr/libexec", "/usr/lib64", ...multiarch()];
  const executable = folders
    .flatMap((folder) => ["4.1", "4.0", "6.0"].map((api) => join(folder, `webkit2gtk-${api}`, "MiniBrowser")))
    .find((path) => existsSync(path));
  return executable && { webkit: { driver: "webdriver", executable, webdriver } };
}

function multiarch() {
  const arch = { x64: "x86_64", arm64: "aarch64" }[process.arch];
  return arch ? [`/usr/lib/${arch}-linux-gnu`] : [];
}

/** Playwright's own builds of the version that this repo pins, where they were downloaded. */
async function playwrightBrowsers() {
  try {
    const { resolve } = createRequire(new URL("../e2e/package.json", import.meta.url));
    const playwright = await import(resolve("playwright-core"));
    const { chromium, firefox, webkit } = playwright.default ?? playwright;
    const path = (type) => (existsSync(type.executablePath()) ? type.executablePath() : undefined);
    return { chromium: path(chromium), firefox: path(firefox), webkit: path(webkit) };
  } catch {
    return {}; // Before the first install.
  }
}

/** "Chromium 156.0.1" as the executable calls itself, for messages; its path where it does not say. */
export function browserVersion({ executable }) {
  try {
    return execFileSync(executable, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 10_000 }).trim();
  } catch {
    return executable;
  }
}
