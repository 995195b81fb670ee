import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findBrowsers } from "../../scripts/find-browsers.mjs";
import { chromiumArgs } from "./playwright.ts";

/** A page of a fresh Chromium context, with everything that it asked for and complained of. */
export interface WatchedPage {
  page: Page;
  /** URLs of every request, of frames and workers too, and of every WebSocket. */
  requests: string[];
  /** Errors and refusals: of the console, uncaught, requests that failed. */
  problems: string[];
  close(): Promise<void>;
}

/** Chromium, as this machine has it. */
export async function openChromium(): Promise<Browser> {
  const { chromium: found } = await findBrowsers();
  if (!found) throw new Error("No chromium is installed. Run: node scripts/ensure-browsers.mjs");
  return chromium.launch({ executablePath: found.executable, args: chromiumArgs });
}

export async function openWatchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const problems: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // Nobody waits for it any longer: the page was left, or the worker whose script it is was ended. Chromium says so of some fetches that were read to their end, too.
    if (why !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()} (${why})`);
  });
  context.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().message}`));
  page.on("websocket", (socket) => requests.push(socket.url()));
  return { page, requests, problems, close: () => context.close() };
}

/** Requests that left for another origin. What never leaves the browser (data:, blob:, about:) does not count. */
export function requestsElsewhere({ requests }: WatchedPage, origin: string): string[] {
  return requests.filter((url) => /^(https?|wss?):/.test(url) && !url.startsWith(`${origin}/`));
}
