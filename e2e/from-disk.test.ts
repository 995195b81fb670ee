import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page as EnginePage } from "./engines/engine.ts";
import { openEngine } from "./engines/open-engine.ts";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage } from "./engines/watched-page.ts";
import { startChatServer } from "./server/chat-server.ts";

const runMs = 150_000;
const kinds = { result: "The result", offline: "The program, offline", online: "The program, small" } as const;

/** A run of the chat, saved as one HTML file of each kind; then there is no server any more. */
describe("a message saved as one HTML file", () => {
  let folder: string;
  let browser: Browser;
  const addresses = {} as Record<keyof typeof kinds, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vitrine-from-disk-"));
    const [server, opened] = await Promise.all([startChatServer(), openChromium()]);
    browser = opened;
    const { page, close } = await openWatchedPage(browser, { acceptDownloads: true });
    await page.goto(`${server.origin}/`);
    await page.getByRole("button", { name: "Bar chart" }).click();
    await page.getByRole("button", { name: "Share" }).click({ timeout: runMs });
    for (const [kind, name] of Object.entries(kinds)) {
      // The size is told before anything is saved.
      await page.locator(".share li", { hasText: name }).getByText(/^[\d.]+ [kM]B$/).waitFor({ timeout: runMs });
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: false }).click()]);
      expect(download.suggestedFilename()).toMatch(/^draw-a-bar-chart.*\.html$/);
      const path = join(folder, `${kind}.html`);
      await download.saveAs(path);
      addresses[kind as keyof typeof kinds] = pathToFileURL(path).href;
    }
    await close();
    await server.stop();
  }, 2 * runMs);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.for(["result", "offline"] as const)("T2: %s: draws its chart in Chromium, opened from disk, without a network", async (kind) => {
    const { page, requests, problems, close } = await openWatchedPage(browser, { offline: true });
    await page.goto(addresses[kind]);
    const frame = await viewFrame(page, ".js-plotly-plot .bars .point", runMs);
    expect(await frame.evaluate("origin")).toBe("null");
    expect(await frame.locator(".gtitle").textContent()).toBe("The longest rivers");
    await page.locator("pre", { hasText: "Together 56,062 km" }).waitFor();
    expect(await page.locator("h1").textContent()).toBe("Draw a bar chart of the world's longest rivers.");
    expect(requests.filter((url) => /^(https?|wss?):/.test(url))).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  test("T2: the small file has no runtime in it, asks the public addresses, and says so where there is none", async () => {
    expect((await readFile(new URL(addresses.online))).length).toBeLessThan(400_000);
    const { page, requests, close } = await openWatchedPage(browser);
    await page.route(/^https?:/, (route) => route.abort());
    await page.goto(addresses.online);
    await page.locator(".vitrine-error").waitFor({ timeout: runMs });
    expect(await page.locator(".vitrine-error").textContent()).toContain("could not be fetched");
    expect(requests.some((url) => url.startsWith("https://cdn.jsdelivr.net/npm/pyodide@"))).toBe(true);
    await close();
  });

  test("T2: a file whose bytes were changed is refused by its hash", async () => {
    const html = await readFile(new URL(addresses.result), "utf8");
    const at = html.indexOf(">", html.indexOf('data-vitrine-file="plotly/')) + 1;
    // Another, well-formed library in the place of Plotly: gzip of "void 0".
    const other = Buffer.from(await new Response(new Blob(["void 0"]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer()).toString("base64");
    const path = join(folder, "changed.html");
    await writeFile(path, html.slice(0, at) + other + html.slice(html.indexOf("</script>", at)));
    const { page, close } = await openWatchedPage(browser);
    await page.goto(pathToFileURL(path).href);
    await page.locator(".vitrine-undrawn", { hasText: "SHA-256" }).waitFor({ timeout: runMs });
    await close();
  });

  test.for(["firefox", "webkit"] as const)("T2: %s draws it from disk as well, result and program", async (name) => {
    const engine = await openEngine(name);
    try {
      for (const kind of ["result", "offline"] as const) {
        const page = await engine.open(addresses[kind]);
        await drawn(page);
        expect(await page.read("[...document.querySelectorAll('pre.vitrine-stdout')].map((pre) => pre.textContent).join('')")).toContain("56,062");
        expect(await page.read("document.querySelector('.vitrine-error, .vitrine-undrawn:not([hidden])')?.textContent")).toBeNull();
        await page.close();
      }
    } finally {
      await engine.close();
    }
  });
});

/** Resolves once a view has its height, which it tells when it has drawn. */
async function drawn(page: EnginePage): Promise<void> {
  const deadline = Date.now() + runMs;
  while (Date.now() < deadline) {
    if (await page.read<boolean>("[...document.querySelectorAll('.vitrine-output iframe')].some(({ clientHeight }) => clientHeight > 300)")) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const facts = await page.read("({ text: document.body.innerText.slice(0, 600), secure: isSecureContext, subtle: !!crypto.subtle, caches: typeof caches })");
  throw new Error(`Nothing was drawn: ${JSON.stringify(facts)}`);
}
