import { readFile } from "node:fs/promises";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousViolations } from "./engines/check-accessibility.ts";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage, requestsElsewhere, type WatchedPage } from "./engines/watched-page.ts";
import { type ChatServer, startChatServer } from "./server/chat-server.ts";

const runMs = 110_000;

/** What is read, without what was counted anew. */
const words = (text: string | null) => (text ?? "").replace(/Save as (?:PNG|SVG|CSV)/g, "");

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
  /** Enter does nothing while a reply comes in or a program runs. */
  const enter = async () => {
    await watched.page.getByRole("button", { name: "Send", exact: true }).waitFor({ timeout: runMs });
    await watched.page.keyboard.press("Enter");
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

  test.for([["PNG", [0x89, 0x50, 0x4e, 0x47]], ["SVG", [0x3c, 0x73, 0x76, 0x67]]] as const)("saves the chart as %s", async ([kind, signature]) => {
    const [download] = await Promise.all([watched.page.waitForEvent("download"), lastReply().getByRole("button", { name: `Save as ${kind}` }).click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`longest-rivers.*\\.${kind.toLowerCase()}$`));
    const bytes = await readFile(await download.path());
    expect([...bytes.subarray(0, 4)]).toEqual(signature);
    expect(bytes.length).toBeGreaterThan(5000);
  });

  test("the model calls the tool, the browser runs it, and the model's second turn quotes what only the run knew", async () => {
    const reply = await ask("Sales by region");
    const table = await viewFrame(watched.page, "table tbody tr");
    expect(await table.locator("tbody tr").count()).toBe(4);
    await viewFrame(watched.page, ".js-plotly-plot .scatterlayer .trace");
    const [, region, number] = /(\w+) sold most in 2025: ([\d,]+) thousand/.exec((await reply.locator(".printed").textContent())!)!;
    await reply.getByText(`leads with ${number} thousand in 2025`).waitFor();
    expect(await reply.locator("strong", { hasText: region! }).count()).toBe(1);
    expect(await reply.locator(".output iframe").count()).toBe(2);
    // The figure of the first message is there as ever: several charts stand in one conversation.
    expect(await watched.page.locator(".output iframe").count()).toBe(3);
    // The program has no such number in it.
    expect(await reply.locator("pre.code").textContent()).not.toContain(number);
  });

  test("saves a table as CSV", async () => {
    const [download] = await Promise.all([watched.page.waitForEvent("download"), lastReply().getByRole("button", { name: "Save as CSV" }).click()]);
    expect(await readFile(await download.path(), "utf8")).toMatch(/^region,2024,2025,change in %\r\n/);
  });

  test("runs a call in JavaScript, and the second turn quotes what only the run knew", async () => {
    const reply = await ask("JavaScript");
    const [, total] = /(\d+) of 2000 letters are vowels\./.exec((await reply.locator(".printed").textContent())!)!;
    await reply.getByText(`${total} of the 2000 letters are vowels;`).waitFor();
    await viewFrame(watched.page, ".js-plotly-plot .bars .point");
    expect(await reply.getByRole("button", { name: /javascript/ }).count()).toBe(1);
    expect(await reply.locator("pre.code .tok-keyword").count()).toBeGreaterThan(2);
  });

  test("brings an error back to the model, folds the attempt, and runs the corrected program", async () => {
    await start("An error that it repairs");
    const reply = lastReply();
    const attempt = reply.locator("details.attempt");
    await attempt.waitFor({ timeout: runMs });
    await reply.locator(".run-summary", { hasText: "Ran in your browser" }).waitFor({ timeout: runMs });
    await reply.getByText("The margin is best in Jun, with 24.5 thousand.").waitFor({ timeout: runMs });
    expect(await attempt.locator("summary").first().textContent()).toMatch(/Attempt 1 failed: KeyError.*revenue/);
    expect(await attempt.getAttribute("open")).toBeNull();
    expect(await reply.locator(".program").count()).toBe(2);
    await attempt.locator("summary").first().click();
    expect(await attempt.locator(".notice.bad").first().textContent()).toMatch(/KeyError.*revenue/);
    expect(await attempt.locator(".digest").textContent()).toMatch(/error: KeyError.*line \d+/);
    expect(await seriousViolations(watched.page)).toEqual([]);
    await viewFrame(watched.page, ".js-plotly-plot .bars .point");
  });

  test("runs the fenced block of a model that calls no tools", async () => {
    const reply = await ask("3-D surface");
    expect(await reply.locator(".run-summary").textContent()).toMatch(/^Ran in your browser/);
    await viewFrame(watched.page, ".js-plotly-plot canvas");
  });

  test("mounts files that are dropped into the chat, and tells the model of them", async () => {
    const { page } = watched;
    const rows = Array.from({ length: 17 }, (_, n) => `item ${n},${n * n + 0.5}`);
    const csv = ["name,amount", ...rows].join("\n");
    const transfer = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(csv)}], "stock.csv", { type: "text/csv" }));
      data.items.add(new File([new Uint8Array([0, 1, 2, 255])], "junk.bin"));
      return data;
    })()`);
    await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
    const chips = page.locator(".composer .file-chip");
    expect(await chips.allTextContents()).toEqual([expect.stringContaining("stock.csv"), expect.stringContaining("junk.bin4 B")]);
    await page.getByRole("button", { name: "Remove junk.bin" }).click();
    expect(await chips.count()).toBe(1);
    // One that is too large is refused in words.
    const large = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(25 * 1024 * 1024)], "large.bin"));
      return data;
    })()`);
    await page.dispatchEvent("main", "drop", { dataTransfer: large });
    expect(await page.locator(".refused").textContent()).toContain("large.bin is too large");
    expect(await seriousViolations(page)).toEqual([]);
    const [request] = await Promise.all([page.waitForRequest(/\/api\/chat$/), start("A file of mine")]);
    const told = request.postData()!;
    expect(told).toContain("item 0,0.5");
    expect(told).not.toContain("item 9,81.5");
    await lastReply().getByText("Your file has 17 rows").waitFor({ timeout: runMs });
    const sum = Array.from({ length: 17 }, (_, n) => n * n + 0.5).reduce((total, value) => total + value, 0);
    await lastReply().getByText(sum.toLocaleString("en", { minimumFractionDigits: 1 })).first().waitFor();
    expect(await page.locator(".user-message").last().locator(".file-chip").textContent()).toContain("stock.csv");
    await page.getByRole("button", { name: "Remove stock.csv" }).click();
  });

  test("the inspector shows what happened, by keyboard alone, and gives the focus back", async () => {
    const { page } = watched;
    const button = lastReply().getByRole("button", { name: "Inspect" });
    await button.focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog", { name: "The run" });
    await drawer.getByText("What the model read").waitFor();
    expect(await drawer.locator("pre").first().textContent()).toMatch(/^status: ok/);
    expect(await drawer.locator(".events li").count()).toBeGreaterThan(4);
    await drawer.getByText("Manifest").click();
    expect(await drawer.locator(".facts").last().textContent()).toContain("pyodide-0.29");
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Inspect");
  });

  test("stops an endless loop, and the next prompt works", async () => {
    await start("An endless loop");
    await lastReply().locator(".printed", { hasText: "The largest so far" }).waitFor({ timeout: runMs });
    await watched.page.getByRole("button", { name: "Stop", exact: true }).click();
    await lastReply().locator(".run-summary", { hasText: "Stopped" }).waitFor();
    // What it had printed is still there, and nothing went back to the model: the reader wanted it so.
    expect(await lastReply().locator(".printed").textContent()).toContain("The largest so far");
    expect(await lastReply().getByText("The deadline ended the search").count()).toBe(0);
    expect(await seriousViolations(watched.page)).toEqual([]);
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
    await enter();
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
    await enter();
    await lastReply().getByText("Either way the server only passes text on").waitFor();
    expect(await lastReply().textContent()).toMatch(/No model is configured.*OPENAI_API_KEY/s);
    expect(await lastReply().locator(".run").count()).toBe(0);
  });

  test("keeps the conversation over a reload: figures are pictures first, and live on demand", async () => {
    const { page } = watched;
    const before = await page.locator(".assistant-message").allTextContents();
    const iframes = await page.locator(".output iframe").count();
    await page.reload();
    await page.locator(".assistant-message").nth(before.length - 1).waitFor();
    expect((await page.locator(".assistant-message").allTextContents()).map(words)).toEqual(before.map(words));
    expect(await page.locator(".user-message .file-chip").count()).toBe(1);
    const first = page.locator(".assistant-message").first();
    // Another of it, in the view that is being drawn, is not seen.
    const picture = first.locator(".output img:visible");
    await expect.poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(300);
    expect(await picture.getAttribute("alt")).toContain("The longest rivers");
    expect(await page.locator(".output iframe").count()).toBeLessThan(iframes);
    expect(await seriousViolations(page)).toEqual([]);
    // The reader comes near.
    await first.scrollIntoViewIfNeeded();
    await first.locator(".output iframe").waitFor({ timeout: runMs });
    await viewFrame(page, ".js-plotly-plot .bars .point");
    await picture.waitFor({ state: "detached" });
    // Nothing ran again, and nobody was asked.
    expect(await page.locator(".run-status").count()).toBe(0);
  });

  test("says that it is offline, and goes on running and drawing", async () => {
    const { page } = watched;
    const first = page.locator(".assistant-message").first();
    await page.context().setOffline(true);
    await page.locator(".offline", { hasText: "You are offline" }).waitFor();
    await first.getByRole("button", { name: "Run again" }).click();
    await first.locator(".run-status").waitFor();
    // What it made before stays until its successor is drawn, in the same frame.
    await first.locator(".output.stale iframe").waitFor();
    await first.locator(".run-summary", { hasText: "Ran in your browser" }).waitFor({ timeout: runMs });
    await first.locator(".output:not(.stale) iframe").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), first.getByRole("button", { name: "Save as PNG" }).click()]);
    expect((await readFile(await download.path())).length).toBeGreaterThan(5000);
    expect(await first.locator(".output .faint").count()).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.locator(".offline").waitFor({ state: "detached" });
  });

  test("is accessible with a conversation in it, dark as well", async () => {
    expect(await seriousViolations(watched.page)).toEqual([]);
    await watched.page.emulateMedia({ colorScheme: "dark" });
    expect(await seriousViolations(watched.page)).toEqual([]);
  });

  test("a new chat begins empty, also after a reload", async () => {
    const { page } = watched;
    await page.getByRole("button", { name: "New chat" }).click();
    await page.locator(".welcome").waitFor();
    await page.reload();
    await page.locator(".welcome").waitFor();
  });

  test("a call that was still running when the page was left has an end, and can be run", async () => {
    const { page } = watched;
    await page.getByLabel("Message", { exact: true }).fill("An endless loop");
    await enter();
    await lastReply().locator(".run-status", { hasText: "Running" }).waitFor({ timeout: runMs });
    await page.reload();
    await lastReply().getByText("the page was left").waitFor();
    await lastReply().getByRole("button", { name: "Run it now" }).click();
    await lastReply().locator(".printed").waitFor({ timeout: runMs });
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await lastReply().locator(".run-summary", { hasText: "Stopped" }).waitFor();
  });

  test("asked nobody but its own server, under a policy that allows nothing inline, and without a complaint", async () => {
    expect(requestsElsewhere(watched, server.origin)).toEqual([]);
    // While it was offline, a frame for what comes next was not to be had.
    expect(watched.problems.filter((problem) => !problem.endsWith("/vitrine/frame.html (net::ERR_INTERNET_DISCONNECTED)"))).toEqual([]);
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
    const passedOn = /^POST \/api\/chat 200 \d+ ms(?: \((?:program put into JSON|no program)\))?$/;
    expect(requests.filter((line) => !handedOut.test(line) && !passedOn.test(line))).toEqual([]);
    // Eleven that the suggestions ask for, and a second attempt. A reply that the reader stopped may be told before its program is read.
    const asked = requests.filter((line) => passedOn.test(line) && !line.endsWith("(no program)"));
    expect(asked.length, requests.filter((line) => line.startsWith("POST")).join("\n")).toBe(12);
    expect(asked.filter((line) => line.endsWith("(program put into JSON)")).length).toBeGreaterThanOrEqual(9);
  });
});
