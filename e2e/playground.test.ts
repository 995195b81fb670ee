import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { seriousViolations } from "./engines/check-accessibility.ts";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage, requestsElsewhere, type WatchedPage } from "./engines/watched-page.ts";
import { type ChatServer, startChatServer } from "./server/chat-server.ts";

const examples = readdirSync(fileURLToPath(new URL("examples/", import.meta.url)))
  .filter((file) => /\.(py|js)$/.test(file))
  .map((file) => file.replace(/\.py$/, ""));

/** Examples whose packages not every wheelhouse has (built code; packages that Debian updates for security): they run, or say which package is missing. */
const fetched = new Set(["matplotlib", "pillow", "pandas-styler"]);

/** What the view of an example has in it. */
const drawn: Record<string, string> = {
  "all-outputs": ".js-plotly-plot",
  audio: "audio[controls]",
  "display-update": ".js-plotly-plot .scatterlayer path",
  html: "dl",
  "html-scripts": ".html",
  "javascript-figure.js": ".js-plotly-plot",
  "javascript-stdin.js": "table",
  "json-value": "pre",
  markdown: "table + blockquote",
  "pandas-styler": "td",
  "pandas-table": "th[scope=row]",
  svg: "img[src^=blob]",
  sympy: "math mfrac",
  "vega-lite": "canvas",
};

describe("the playground", () => {
  let server: ChatServer;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startChatServer(), openChromium()]);
    watched = await openWatchedPage(browser);
    await watched.page.goto(`${server.origin}/playground/`);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  // A program that one test leaves behind must not take the next ones with it.
  afterEach(async () => {
    const stop = watched.page.getByRole("button", { name: "Stop" });
    if (await stop.isVisible()) await stop.click();
  });

  const status = (words: string) => watched.page.locator("#status", { hasText: new RegExp(`^(?:${words})$`) }).waitFor({ timeout: 90_000 });
  const write = async (code: string) => {
    await watched.page.locator(".cm-content").fill(code);
    await forgetStatus();
  };
  /** So that the status of the run before is not taken for that of the next. To wait for "Stop" would miss a run of a few milliseconds. */
  const forgetStatus = () => watched.page.locator("#status").evaluate((element) => void (element.textContent = ""));

  test("lists every example, and is accessible", async () => {
    const listed = await watched.page.locator("#example option").evaluateAll((options) => options.map((option) => (option as unknown as { value: string }).value));
    expect(listed.toSorted()).toEqual(examples.toSorted());
    expect(await seriousViolations(watched.page)).toEqual([]);
  });

  test("S4: a link in a figure's text is met by no pointer, and a click that reaches it opens nothing", async () => {
    const { page } = watched;
    await write("fig = {'data': [{'type': 'bar', 'y': [1]}], 'layout': {'title': {'text': '<a href=\"https://left.invalid/\">a link</a>'}}}");
    await page.getByRole("button", { name: /^Run (?:Ctrl|⌘)/ }).click();
    const frame = await viewFrame(page, ".js-plotly-plot svg a");
    const link = frame.locator("svg a");
    const facts = await link.evaluate((a) => {
      // This file is Node's, where no DOM is known.
      const dom = globalThis as unknown as { MouseEvent: new (type: string, init: object) => { defaultPrevented: boolean }; getComputedStyle(element: unknown): { pointerEvents: string } };
      const click = new dom.MouseEvent("click", { bubbles: true, cancelable: true, composed: true });
      const svgLink = a as unknown as { dispatchEvent(event: unknown): void; href: { baseVal: string } };
      svgLink.dispatchEvent(click);
      return [dom.getComputedStyle(a).pointerEvents, svgLink.href.baseVal, click.defaultPrevented];
    });
    expect(facts).toEqual(["none", "https://left.invalid/", true]);
    expect(requestsElsewhere(watched, server.origin)).toEqual([]);
    await status("ok");
  });

  test.for(examples)("runs the example %s", async (name) => {
    const { page } = watched;
    await page.locator("#example").selectOption(name);
    await forgetStatus();
    await page.getByRole("button", { name: /^Run (?:Ctrl|⌘)/ }).click();
    await status("ok|error|timeout|crashed|aborted");
    if (fetched.has(name) && (await page.locator("#status").textContent()) === "error") {
      expect(await page.locator("#output .error").textContent()).toMatch(/^(?:ModuleNotFound|Import|Attribute)Error/);
      // The server has said that it has no such wheel.
      for (const problem of watched.problems.splice(0)) expect(problem).toContain("404");
      return;
    }
    expect(await page.locator("#status").textContent()).toBe(name === "error" ? "error" : "ok");
    const selector = name.startsWith("plotly") ? ".js-plotly-plot" : drawn[name];
    if (selector) await viewFrame(page, selector);
    // What the examples show beside figures.
    const shown: Record<string, RegExp> = { stdin: /Hello Ada! In 64 years/, error: /KeyError: 'cofee' \(line 5\)/, files: /report\/summary\.json62 bytes/, streaming: /200,000 points: π ≈ 3\.1/ };
    if (shown[name]) expect(await page.locator("#output").textContent()).toMatch(shown[name]);
  });

  test("S8: runs the scripts of HTML when the reader says so, below a label", async () => {
    const { page } = watched;
    await write(`from IPython.display import HTML\nHTML("<p id='p'>before</p><script>document.getElementById('p').textContent = 'after'</script>")`);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Run its scripts" }).click({ timeout: 90_000 });
    const guest = await viewFrame(page, "#p");
    await guest.locator("#p", { hasText: "after" }).waitFor();
    const label = await viewFrame(page, ".label");
    expect(await label.locator(".label").textContent()).toBe("Interactive HTML from the program");
    expect(label).not.toBe(guest);
    expect(await page.getByRole("button", { name: "Run its scripts" }).count()).toBe(0);
  });

  test("shows one output where a program clears and shows again", async () => {
    const { page } = watched;
    await write("from IPython.display import Markdown, clear_output\nfor i in range(5):\n    clear_output(wait=True)\n    display(Markdown(f'state {i}'))");
    await page.keyboard.press("Control+Enter");
    await status("ok");
    await (await viewFrame(page, ".html p")).locator("p", { hasText: "state 4" }).waitFor();
    await page.waitForFunction("document.querySelectorAll('#output iframe').length === 1");
  });

  test("tells events, timings and the result", async () => {
    const { page } = watched;
    await write("print('first')\n[1, 2, 3]");
    await page.keyboard.press("Control+Enter");
    await status("ok");
    await page.getByRole("tab", { name: /Events/ }).click();
    const events = await page.locator(".event-list summary code").allTextContents();
    expect(events[0]).toBe("phase");
    expect(events).toContain("stdout");
    await page.locator(".event-list .event-stdout summary").first().click();
    expect(await page.locator(".event-list .event-stdout pre").first().textContent()).toContain('"text": "first');
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Result" }).click();
    expect(await page.locator("#result pre").textContent()).toMatch(/"status": "ok"/);
    expect(await page.locator("#timings").textContent()).toMatch(/start [\d.]+ m?s/);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("tab", { name: "Output" }).click();
  });

  test("asks the reader for a line", async () => {
    const { page } = watched;
    await write("name = input('Name? ')\nprint(f'Hello {name}')");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("textbox", { name: "Name?" }).fill("Ada");
    await page.keyboard.press("Enter");
    await page.locator("#output .stdout", { hasText: "Hello Ada" }).waitFor();
    await status("ok");
  });

  test("keeps variables where that is asked, lists them, and completes their names", async () => {
    const { page } = watched;
    const run = async (code: string) => {
      await write(code);
      await page.keyboard.press("Control+Enter");
      await status("ok");
    };
    await page.getByLabel("Keep variables").check();
    await run("temperatures = [3, 5, 8]");
    await run("print(sum(temperatures))");
    expect(await page.locator("#output .stdout").textContent()).toBe("16\n");
    await page.getByRole("tab", { name: "Variables 1" }).click();
    expect(await page.locator("#variables tbody tr").allTextContents()).toEqual(["temperatureslist3[3, 5, 8]"]);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("tab", { name: "Output" }).click();
    await write("");
    await page.locator(".cm-content").pressSequentially("max(temp");
    await page.getByRole("option", { name: "temperatures" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel("Keep variables").uncheck();
    await run("print('temperatures' in globals())");
    expect(await page.locator("#output .stdout").textContent()).toBe("False\n");
  });

  test("stops a program", async () => {
    const { page } = watched;
    await write("print('on and on')\nwhile True:\n    pass");
    await page.keyboard.press("Control+Enter");
    await page.locator("#output .stdout").waitFor({ timeout: 90_000 });
    await page.getByRole("button", { name: "Stop" }).click();
    await status("aborted");
  });

  test("runs the other distribution", async () => {
    const { page } = watched;
    await page.locator("#distribution").selectOption("pyodide-314");
    await write("import sys\nprint(sys.version_info[:2])");
    await page.keyboard.press("Control+Enter");
    await page.locator("#output .stdout", { hasText: "(3, 14)" }).waitFor({ timeout: 90_000 });
    await status("ok");
  });

  test("asked nobody but its own server, and complained of nothing", async () => {
    expect(requestsElsewhere(watched, server.origin)).toEqual([]);
    expect(watched.problems).toEqual([]);
  });
});
