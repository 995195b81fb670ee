import { existsSync } from "node:fs";
import { VitrineError } from "@vitrine/protocol";
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

export interface LaunchOptions {
  /** Path of the browser. Default: the first Chromium of this machine that starts. */
  executable?: string | undefined;
  /** Default true. */
  headless?: boolean;
  /** Told when the browser runs with less protection than it could have. */
  onWarning?: (text: string) => void;
}

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Pages stand behind each other and all of them have to run and draw.
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
];

/**
 * Starts a Chromium. Signals are the caller's to handle: close the browser on them. Throws a VitrineError (INVALID_ARGUMENT)
 * where there is none, or none starts.
 */
export async function launchChromium({ executable, headless = true, onWarning = () => {} }: LaunchOptions = {}): Promise<Browser> {
  if (executable !== undefined && !existsSync(executable)) throw noBrowser(`There is no browser at ${executable}.`);
  const candidates = executable === undefined ? findChromium() : [executable];
  if (candidates.length === 0) throw noBrowser("No Chromium, Chrome or Edge was found on this machine.");
  const failures: string[] = [];
  for (const candidate of candidates) {
    try {
      return await launch(candidate, headless, onWarning);
    } catch (error) {
      failures.push(`${candidate}: ${reasonOf(error)}`);
    }
  }
  throw noBrowser(`No browser started. ${failures.join("; ")}`);
}

async function launch(executablePath: string, headless: boolean, onWarning: (text: string) => void): Promise<Browser> {
  const options = { executablePath, headless, args: flags, timeout: 60_000, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  // Chromium refuses to start its sandbox as root.
  if (process.getuid?.() === 0) return chromium.launch({ ...options, chromiumSandbox: false });
  try {
    return await chromium.launch({ ...options, chromiumSandbox: true });
  } catch (error) {
    // Many containers let nobody make the namespaces that it needs. The guest is still in WebAssembly in a sealed frame.
    if (!/sandbox/i.test(String(error))) throw error;
    const browser = await chromium.launch({ ...options, chromiumSandbox: false });
    onWarning("This system does not let Chromium start its own process sandbox: going on without it.");
    return browser;
  }
}

function noBrowser(message: string): VitrineError {
  return new VitrineError({ code: "INVALID_ARGUMENT", message, fix: "Install Chromium, Chrome or Edge, or name its executable by --browser PATH." });
}

/** The line of Playwright's message that says most; the rest is the command line and a log. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n").map((line) => line.trim());
  return (lines.find((line) => /error while loading|Failed to|FATAL|cannot|not found/i.test(line)) ?? lines[0] ?? "").slice(0, 300);
}
