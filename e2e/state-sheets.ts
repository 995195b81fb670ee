/**
 * Takes the docs' sheets of the chat's states again: docs/images/chat-states-light.png and -dark.png, desktop and phone on each.
 * Run: node e2e/state-sheets.ts (after node scripts/ensure-workspace.mjs)
 */
import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage } from "./engines/watched-page.ts";
import { startChatServer } from "./server/chat-server.ts";

const images = fileURLToPath(new URL("../docs/images/", import.meta.url));
const runMs = 200_000;
const devices = { desktop: { width: 1180, height: 820 }, phone: { width: 360, height: 720 } };
const themes = ["light", "dark"] as const;
const states = ["streaming", "preparing", "running", "done", "error", "repaired", "stopped", "offline"] as const;
type State = (typeof states)[number];

/** Pictures by state, theme and device. */
const shots = new Map<string, string>();

async function take(page: Page, state: State, before: () => Promise<void> = async () => {}): Promise<void> {
  for (const [device, viewport] of Object.entries(devices)) {
    for (const colorScheme of themes) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await before();
      // A figure is drawn anew for its size and colours.
      if (state !== "streaming") await page.waitForTimeout(1200);
      shots.set(`${state} ${colorScheme} ${device}`, (await page.screenshot({ caret: "hide" })).toString("base64"));
    }
  }
  await page.setViewportSize(devices.desktop);
  console.log(state);
}

const [server, browser] = await Promise.all([startChatServer(), openChromium()]);
try {
  const held = await openWatchedPage(browser);
  await held.page.route("**/*.wasm", () => {});
  await held.page.goto(`${server.origin}/`);
  await held.page.getByRole("button", { name: "Bar chart" }).click();
  await held.page.locator(".run-status", { hasText: "Loading Python" }).waitFor({ timeout: runMs });
  await take(held.page, "preparing");
  await held.close();

  const { page } = await openWatchedPage(browser);
  await page.goto(`${server.origin}/`);
  const ask = async (title: string) => {
    await page.getByLabel("Message", { exact: true }).fill(title);
    await page.keyboard.press("Enter");
  };
  const anew = () => page.getByRole("button", { name: "New chat" }).click();
  const summary = (text: string) => page.locator(".run-summary", { hasText: text }).last().waitFor({ timeout: runMs });

  await take(page, "streaming", async () => {
    if ((await page.locator(".turn").count()) > 0) {
      await page.keyboard.press("Escape");
      await anew();
    }
    await ask("Bar chart");
    await page.locator(".run-status", { hasText: "Writing code" }).waitFor({ timeout: runMs });
  });
  await page.keyboard.press("Escape");
  await anew();
  await ask("Bar chart");
  await summary("Ran in your browser");
  await viewFrame(page, ".js-plotly-plot .bars .point", runMs);
  await page.getByText("times around the equator. The Nile").waitFor({ timeout: runMs });
  await take(page, "done");
  await anew();
  await ask("An endless loop");
  await page.locator(".printed").waitFor({ timeout: runMs });
  await take(page, "running");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await summary("Stopped");
  await take(page, "stopped");
  await anew();
  await ask("An error that it repairs");
  await page.getByText("The margin is best in").waitFor({ timeout: runMs });
  await viewFrame(page, ".js-plotly-plot .bars .point", runMs);
  await take(page, "repaired", async () => {
    // By the reader's hand, as the page follows its end until then.
    await page.mouse.move(200, 400);
    await page.mouse.wheel(0, -5000);
    // Off the figure, which would show its buttons.
    await page.mouse.move(2, 2);
  });
  await anew();
  await ask("A file of mine");
  await summary("Failed");
  await page.getByText("That did not work").waitFor({ timeout: runMs });
  await take(page, "error");
  await page.context().setOffline(true);
  await page.locator(".offline").waitFor();
  await take(page, "offline");

  for (const theme of themes) {
    const sheet = await openWatchedPage(browser, { colorScheme: theme, viewport: { width: 1720, height: 800 } });
    const row = (device: keyof typeof devices) =>
      states.map((state) => `<figure><img src="data:image/png;base64,${shots.get(`${state} ${theme} ${device}`)}"><figcaption>${state}</figcaption></figure>`).join("");
    await sheet.page.setContent(`<style>
      body { margin: 0; padding: 20px; font: 15px system-ui, sans-serif; background: ${theme === "light" ? "#e9e6e0" : "#0c0d0e"}; color: ${theme === "light" ? "#222" : "#ddd"}; }
      div { display: grid; gap: 16px; margin-bottom: 16px; } .desktop { grid-template-columns: repeat(4, 1fr); } .phone { grid-template-columns: repeat(8, 1fr); }
      figure { margin: 0; } img { display: block; width: 100%; border-radius: 6px; } figcaption { padding-top: 5px; text-align: center; }
    </style><div class="desktop">${row("desktop")}</div><div class="phone">${row("phone")}</div>`);
    const file = `${images}chat-states-${theme}.png`;
    await sheet.page.locator("img").last().evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
    await sheet.page.screenshot({ path: file, fullPage: true });
    console.log(`chat-states-${theme}.png ${Math.round((await stat(file)).size / 1024)} KiB`);
    await sheet.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
