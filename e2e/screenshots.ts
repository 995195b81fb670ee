/**
 * Takes the README's pictures again: docs/images/chat-light.png, chat-dark.png and playground.png.
 * Run: node e2e/screenshots.ts (after the packages, the apps and .vitrine/assets were built: node scripts/ensure-workspace.mjs)
 */
import { mkdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage } from "./engines/watched-page.ts";
import { startChatServer } from "./server/chat-server.ts";

const images = fileURLToPath(new URL("../docs/images/", import.meta.url));
const runMs = 90_000;

const pictures: { name: string; colorScheme: "light" | "dark"; path: string; show: (page: Page) => Promise<void> }[] = [
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
      await page.getByRole("button", { name: /^Run/ }).click();
      await page.locator("#status", { hasText: /^ok$/ }).waitFor({ timeout: runMs });
      await viewFrame(page, ".js-plotly-plot .pielayer path");
    },
  },
];

const [server, browser] = await Promise.all([startChatServer(), openChromium()]);
try {
  await mkdir(images, { recursive: true });
  for (const { name, colorScheme, path, show } of pictures) {
    const { page, close } = await openWatchedPage(browser, { colorScheme, reducedMotion: "reduce" });
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
