import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const { platform, env } = process;

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "msedge", "chrome", "brave-browser"];

const applications: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`),
  win32: [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].flatMap((base) =>
    base ? [join(base, "Google/Chrome/Application/chrome.exe"), join(base, "Microsoft/Edge/Application/msedge.exe")] : [],
  ),
};

/** Executables of every Chromium on this machine, the one to try first in front: on PATH, applications, Playwright's downloads. */
export function findChromium(): string[] {
  const found = [...onPath(), ...(applications[platform] ?? []), chromium.executablePath(), ...playwrightDownloads()];
  return [...new Set(found)].filter((path) => path !== "" && existsSync(path));
}

function onPath(): string[] {
  const end = platform === "win32" ? ".exe" : "";
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command + end)));
}

/** Builds that other versions of Playwright have downloaded, newest first. */
function playwrightDownloads(): string[] {
  const caches: Partial<Record<NodeJS.Platform, string>> = { darwin: "Library/Caches/ms-playwright", win32: "AppData/Local/ms-playwright" };
  const base = env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), caches[platform] ?? ".cache/ms-playwright");
  const inside = ["chrome-linux64/chrome", "chrome-linux/chrome", "chrome-linux/headless_shell", "chrome-headless-shell-linux64/chrome-headless-shell", "chrome-win64/chrome.exe", "chrome-win/chrome.exe"];
  const builds = existsSync(base) ? readdirSync(base).filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name)) : [];
  const number = (name: string): number => Number(name.split("-")[1]);
  return builds.toSorted((a, b) => number(b) - number(a)).flatMap((build) => inside.map((file) => join(base, build, file)));
}
