/**
 * Takes the docs' pictures again: docs/images/chat-….png, playground.png, library.png and outputs-….png.
 * Run: node e2e/screenshots.ts [name …] (after the packages, the apps and .vitrine/assets were built: node scripts/ensure-workspace.mjs)
 */
import { mkdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage } from "./engines/watched-page.ts";
import { startChatServer } from "./server/chat-server.ts";

const images = fileURLToPath(new URL("../docs/images/", import.meta.url));
const runMs = 90_000;

interface Picture {
  name: string;
  colorScheme: "light" | "dark";
  viewport?: { width: number; height: number };
  path: string;
  show: (page: Page) => Promise<void>;
}

/** Every kind of output, in the playground. */
async function showOutputs(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Run (?:Ctrl|⌘)/ }).click();
  await page.locator("#status", { hasText: /^ok$/ }).waitFor({ timeout: runMs });
  for (const selector of [".js-plotly-plot .bars .point", "math", "caption", "canvas", "audio"]) await viewFrame(page, selector);
  await page.locator("#output").evaluate((pane) => pane.scrollTo(0, 0));
}

const pictures: Picture[] = [
  {
    name: "chat-light",
    colorScheme: "light",
    path: "/",
    async show(page) {
      await page.getByRole("button", { name: "Bar chart" }).click();
      await page.locator(".run-footer").waitFor({ timeout: runMs });
      const chart = await viewFrame(page, ".js-plotly-plot .bars .point");
      await settled(page);
      await chart.locator(".bars .point").nth(2).hover({ force: true });
    },
  },
  {
    name: "chat-dark",
    colorScheme: "dark",
    path: "/",
    async show(page) {
      await page.getByRole("button", { name: "3-D surface" }).click();
      await page.locator(".run-footer").waitFor({ timeout: runMs });
      await viewFrame(page, ".js-plotly-plot canvas");
    },
  },
  {
    name: "playground",
    colorScheme: "light",
    path: "/playground/#plotly-subplots",
    async show(page) {
      await page.getByRole("button", { name: /^Run (?:Ctrl|⌘)/ }).click();
      await page.locator("#status", { hasText: /^ok$/ }).waitFor({ timeout: runMs });
      await viewFrame(page, ".js-plotly-plot .pielayer path");
    },
  },
  {
    name: "library",
    colorScheme: "light",
    path: "/playground/library.html",
    async show(page) {
      for (const name of ["CSV to JSON", "Count vowels", "Word chart"]) {
        await page.locator("#starters button", { hasText: name }).evaluate((button) => (button as unknown as { click(): void }).click());
      }
      await page.getByLabel("Input", { exact: true }).fill("The quick brown fox jumps over the lazy dog, and the dog sleeps on.");
      await page.getByRole("button", { name: /^Run / }).click();
      await page.locator("#status", { hasText: /^ok/ }).waitFor({ timeout: runMs });
      await viewFrame(page, ".js-plotly-plot .bars .point");
    },
  },
  { name: "outputs-light", colorScheme: "light", viewport: { width: 1280, height: 1420 }, path: "/playground/#all-outputs", show: showOutputs },
  { name: "outputs-dark", colorScheme: "dark", viewport: { width: 1280, height: 1420 }, path: "/playground/#all-outputs", show: showOutputs },
  {
    name: "outputs-narrow",
    colorScheme: "light",
    viewport: { width: 390, height: 1100 },
    path: "/playground/#all-outputs",
    async show(page) {
      await showOutputs(page);
      await page.locator("#output").scrollIntoViewIfNeeded();
    },
  },
];

const [server, browser] = await Promise.all([startChatServer(), openChromium()]);
try {
  await mkdir(images, { recursive: true });
  const asked = process.argv.slice(2);
  for (const { name, colorScheme, viewport, path, show } of pictures) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const { page, close } = await openWatchedPage(browser, { colorScheme, reducedMotion: "reduce", ...(viewport && { viewport }) });
    await page.goto(`${server.origin}${path}`);
    await show(page);
    // Plotly draws its last frame after its element is there, and the page follows its height; then nothing changes any more.
    await settled(page);
    const file = `${images}${name}.png`;
    await page.screenshot({ path: file, caret: "hide" });
    console.log(`${name}.png ${Math.round((await stat(file)).size / 1024)} KiB`);
    await close();
  }
} finally {
  await browser.close();
  await server.stop();
}

/** Resolves when two pictures of the page, a moment apart, are the same. */
async function settled(page: Page): Promise<void> {
  let last = await page.screenshot();
  for (;;) {
    await page.waitForTimeout(500);
    const next = await page.screenshot();
    if (next.equals(last)) return;
    last = next;
  }
}
