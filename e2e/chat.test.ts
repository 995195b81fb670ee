import { readFile } from "node:fs/promises";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousViolations } from "./engines/check-accessibility.ts";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage, requestsElsewhere, type WatchedPage } from "./engines/watched-page.ts";
import { type ChatServer, startChatServer } from "./server/chat-server.ts";

const runMs = 90_000;

describe("the chat", () => {
  let server: ChatServer;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startChatServer(), openChromium()]);
    watched = await openWatchedPage(browser, { acceptDownloads: true });
    await watched.page.goto(`${server.origin}/`);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const start = async (title: string) => {
    await watched.page.getByRole("button", { name: title }).click();
  };
  const lastReply = (): Locator => watched.page.locator(".assistant-message").last();
  /** Clicks a suggestion and waits until the run of its reply has ended. */
  const ask = async (title: string) => {
    const replies = await watched.page.locator(".assistant-message").count();
    await start(title);
    await watched.page.locator(".assistant-message").nth(replies).locator(".run-footer").waitFor({ timeout: runMs });
    return lastReply();
  };

  test("is accessible before anything is said", async () => {
    expect(await seriousViolations(watched.page)).toEqual([]);
  });

  test("draws an interactive chart inside a sealed frame", async () => {
    const reply = await ask("Bar chart");
    const frame = await viewFrame(watched.page, ".js-plotly-plot .bars .point");
    expect(await frame.evaluate("origin")).toBe("null");
    expect(await frame.locator(".gtitle").textContent()).toBe("The longest rivers");
    // Plotly's own layer lies above the bars and finds the bar by the place of the mouse.
    await frame.locator(".bars .point").first().hover({ force: true });
    await expect.poll(() => frame.locator(".hoverlayer .hovertext").count()).toBeGreaterThan(0);
    expect(await reply.locator(".run-summary").textContent()).toMatch(/^Ran in your browser/);
    // The code has folded away, and can be had back.
    const fold = reply.getByRole("button", { name: /python/ });
    expect(await fold.getAttribute("aria-expanded")).toBe("false");
    await fold.click();
    expect(await reply.locator("pre.code").isVisible()).toBe(true);
  });

  test("saves the chart as a PNG", async () => {
    const [download] = await Promise.all([watched.page.waitForEvent("download"), lastReply().getByRole("button", { name: "Save as PNG" }).click()]);
    expect(download.suggestedFilename()).toMatch(/longest-rivers.*\.png$/);
    const bytes = await readFile(await download.path());
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(bytes.length).toBeGreaterThan(5000);
  });

  test("shows a table and a chart, and what was printed", async () => {
    const reply = await ask("Sales by region");
    const table = await viewFrame(watched.page, "table tbody tr");
    expect(await table.locator("tbody tr").count()).toBe(4);
    await viewFrame(watched.page, ".js-plotly-plot .scatterlayer .trace");
    expect(await reply.locator(".printed").textContent()).toMatch(/sold most in 2025/);
    expect(await reply.locator(".output iframe").count()).toBe(2);
  });

  test("brings an error back to the model, and runs the corrected reply", async () => {
    await ask("An error that it repairs");
    await watched.page.locator(".report-note").waitFor({ timeout: runMs });
    await lastReply().locator(".run-summary", { hasText: "Ran in your browser" }).waitFor({ timeout: runMs });
    expect(await watched.page.locator(".turn").last().locator(".notice.bad").first().textContent()).toMatch(/KeyError.*revenue/);
    expect(await watched.page.locator(".report-note pre").textContent()).toMatch(/error: KeyError in block 1, line \d+/);
    expect(await watched.page.locator(".turn").last().locator(".assistant-message").count()).toBe(2);
    await viewFrame(watched.page, ".js-plotly-plot .bars .point");
  });

  test("stops an endless loop, and the next prompt works", async () => {
    await start("An endless loop");
    await lastReply().locator(".printed").waitFor({ timeout: runMs });
    await watched.page.getByRole("button", { name: "Stop", exact: true }).click();
    await lastReply().locator(".run-summary", { hasText: "Stopped" }).waitFor();
    // Nothing went back to the model: the reader wanted it so.
    expect(await watched.page.locator(".turn").last().locator(".assistant-message").count()).toBe(1);
    const next = await ask("Map");
    expect(await next.locator(".run-summary").textContent()).toMatch(/^Ran in your browser/);
    await viewFrame(watched.page, ".js-plotly-plot .choroplethlayer path");
  });

  test("Escape stops a run, Enter sends, Shift+Enter breaks the line", async () => {
    const { page } = watched;
    await page.getByLabel("Message", { exact: true }).fill("An endless");
    await page.keyboard.press("Shift+Enter");
    expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("An endless\n");
    await page.getByLabel("Message", { exact: true }).fill("An endless loop");
    await page.keyboard.press("Enter");
    await lastReply().locator(".run-status", { hasText: "Running" }).waitFor({ timeout: runMs });
    await page.keyboard.press("Escape");
    await lastReply().locator(".run-summary", { hasText: "Stopped" }).waitFor();
  });

  test("gives a hostile reply nothing", async () => {
    const { page } = watched;
    const outside = () => page.evaluate("JSON.stringify([document.title, document.cookie, localStorage.secret, document.head.innerHTML, document.querySelector('header').outerHTML, location.href])");
    await page.evaluate("document.cookie = 'session=secret'; localStorage.secret = 'kept'");
    const before = await outside();
    const reply = await ask("A hostile reply");
    const printed = await reply.locator(".printed").textContent();
    expect(printed).toContain("0 of 12 attempts got something.");
    expect(printed).toContain('</script><script>document.title = "owned"</script>');
    expect(await outside()).toBe(before);
    expect(before).toContain("secret");
  });

  test("says without a model what it can do instead", async () => {
    const { page } = watched;
    await page.getByLabel("Message", { exact: true }).fill("What is the weather?");
    await page.keyboard.press("Enter");
    await lastReply().getByText("Either way the server only passes text on").waitFor();
    expect(await lastReply().textContent()).toMatch(/No model is configured.*OPENAI_API_KEY/s);
    expect(await lastReply().locator(".run").count()).toBe(0);
  });

  test("is accessible with a conversation in it, dark as well", async () => {
    expect(await seriousViolations(watched.page)).toEqual([]);
    await watched.page.emulateMedia({ colorScheme: "dark" });
    expect(await seriousViolations(watched.page)).toEqual([]);
  });

  test("asked nobody but its own server, under a policy that allows nothing inline, and without a complaint", async () => {
    expect(requestsElsewhere(watched, server.origin)).toEqual([]);
    expect(watched.problems).toEqual([]);
    const policy = (await fetch(`${server.origin}/`)).headers.get("content-security-policy");
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|script-src|connect-src/);
    // The recorder would have seen it: a request that a page does make is there.
    const control = await openWatchedPage(browser);
    await control.page.evaluate("fetch('http://vitrine.invalid/control').catch(() => {})");
    expect(requestsElsewhere(control, server.origin)).toEqual(["http://vitrine.invalid/control"]);
    await control.close();
  });

  test("its server put programs into JSON, and did nothing else with them", async () => {
    const requests = server.log.filter((line) => /^[A-Z]+ \//.test(line));
    const handedOut = /^GET (?:\/|\/icon\.svg|\/api\/model|\/vitrine\/frame\.html|\/(?:app|assets)\/[\w./-]+) (?:200|304) \d+ ms$/;
    const passedOn = /^POST \/api\/chat 200 \d+ ms \((?:program put into JSON|no program)\)$/;
    expect(requests.filter((line) => !handedOut.test(line) && !passedOn.test(line))).toEqual([]);
    expect(requests.filter((line) => line.includes("(program put into JSON)")).length).toBe(8);
  });
});
