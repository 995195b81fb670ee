import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousViolations } from "./engines/check-accessibility.ts";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage, requestsElsewhere, type WatchedPage } from "./engines/watched-page.ts";
import { type ChatServer, startChatServer } from "./server/chat-server.ts";

const vowels = "module.exports = (text) => ({ vowels: text.match(/[aeiou]/gi)?.length ?? 0 });";

describe("the playground's library", () => {
  let server: ChatServer;
  let browser: Browser;
  let watched: WatchedPage;
  let exported: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startChatServer(), openChromium()]);
    watched = await openWatchedPage(browser);
    await watched.page.goto(`${server.origin}/playground/`);
    await watched.page.getByRole("link", { name: "Library" }).click();
    await watched.page.getByText("Start from one of these").waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const listed = () => watched.page.locator("#list strong").allTextContents();
  const status = (words: string) => watched.page.locator("#status", { hasText: new RegExp(`^${words}(?: ·|$)`) }).waitFor({ timeout: 90_000 });
  const result = () => watched.page.getByRole("group", { name: "Result" }).textContent();
  const run = async (input: string) => {
    const { page } = watched;
    await page.getByLabel("Input", { exact: true }).fill(input);
    await forgetStatus();
    await page.getByRole("button", { name: /^Run / }).click();
  };
  /** So that the status of the run before is not taken for that of the next. */
  const forgetStatus = () => watched.page.locator("#status").evaluate((element) => void (element.textContent = ""));
  const importFile = (name: string, text: string) => watched.page.locator("#import-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  const add = async (name: string, language: string, code: string) => {
    const { page } = watched;
    await page.getByRole("button", { name: "New function" }).click();
    // The name has the focus, and is selected.
    await page.keyboard.type(name);
    await page.getByLabel("Language").selectOption(language);
    await page.locator(".cm-content").fill(code);
  };

  test("is empty at first, says what it is for, and offers functions to start from", async () => {
    const { page } = watched;
    expect(await listed()).toEqual([]);
    await page.getByText("Functions are kept in this browser").waitFor();
    expect(await page.locator("#starters strong").allTextContents()).toEqual(["Count vowels", "CSV to JSON", "Word chart"]);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test("R33: keeps a function, and calls it on a text", async () => {
    const { page } = watched;
    await add("My vowels", "javascript", vowels);
    await page.getByLabel("Description").fill("How many vowels a text has");
    await run("hello\n");
    await status("ok");
    expect(JSON.parse((await result())!)).toEqual({ vowels: 2 });
    expect(await seriousViolations(page)).toEqual([]);
  });

  test("takes changed code for another function at the next call, and JSON where that is said", async () => {
    const { page } = watched;
    await page.locator(".cm-content").fill("module.exports = ({ name }) => `Hello ${name}`;");
    await page.getByLabel("read as").selectOption("JSON");
    await run('{ "name": "Ada" }');
    await status("ok");
    expect(await result()).toBe("Hello Ada");
    await run("{");
    await status("Failed");
    expect(await page.locator("#result [role=alert]").textContent()).toContain("The input is not JSON");
    await page.getByLabel("read as").selectOption("text");
    await page.locator(".cm-content").fill(vowels);
  });

  test("keeps functions over a reload", async () => {
    const { page } = watched;
    await page.reload();
    await page.locator("#list strong").waitFor();
    expect(await listed()).toEqual(["My vowels"]);
    expect(await page.getByLabel("Description").inputValue()).toBe("How many vowels a text has");
    expect(await page.locator(".cm-content").textContent()).toBe(vowels);
  });

  test("R35: exports a function with the hash of its code", async () => {
    const { page } = watched;
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export" }).click()]);
    expect(download.suggestedFilename()).toBe("my-vowels.json");
    exported = await readFile(await download.path(), "utf8");
    expect(JSON.parse(exported)).toEqual({
      vitrineFunction: 1,
      name: "My vowels",
      description: "How many vowels a text has",
      language: "javascript",
      code: vowels,
      sha256: Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(vowels))).toString("hex"),
    });
  });

  test("deletes a function, and brings it back", async () => {
    const { page } = watched;
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByText("Start from one of these").waitFor();
    await page.keyboard.press("Enter");
    expect(await listed()).toEqual(["My vowels"]);
    await page.getByRole("button", { name: "Delete" }).click();
    expect(await listed()).toEqual([]);
  });

  test("R35: refuses an export whose code was changed, and says what to do", async () => {
    const { page } = watched;
    await importFile("changed.json", exported.replace("[aeiou]", "[aeiouy]"));
    const alert = page.locator("#problem");
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/^changed\.json was not imported\. The code of "My vowels" was changed after its export: its SHA-256 begins with [0-9a-f]{16}, the one in the file with [0-9a-f]{16}\. Get the file again from where it came/);
    expect(await listed()).toEqual([]);
    await importFile("other.json", "{}");
    await alert.getByText("other.json was not imported. This is no exported function").waitFor();
    expect(await alert.locator("p").count()).toBe(1);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test("R35: imports what was exported, once, and runs it on a file that is dropped", async () => {
    const { page } = watched;
    await importFile("my-vowels.json", exported);
    await page.getByText("“My vowels” is imported").waitFor();
    expect(await page.locator("#problem").isVisible()).toBe(false);
    await importFile("my-vowels.json", exported);
    await page.getByText("“My vowels” is here already").waitFor();
    expect(await listed()).toEqual(["My vowels"]);
    const transfer = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File(["The quick brown fox\\n".repeat(1000)], "fox.txt", { type: "text/plain" }));
      return data;
    })()`);
    await page.dispatchEvent("#call", "drop", { dataTransfer: transfer });
    expect(await page.locator("#chosen-file").textContent()).toContain("fox.txt20,000 bytes");
    await page.keyboard.press("Control+Enter");
    await status("ok");
    expect(JSON.parse((await result())!)).toEqual({ vowels: 5000 });
    expect(await seriousViolations(page)).toEqual([]);
  });

  test("runs on a chosen file, and says where one is no text", async () => {
    const { page } = watched;
    await page.locator("#input-file").setInputFiles({ name: "picture.bin", mimeType: "", buffer: Buffer.from([0xff, 0xfe, 0x00]) });
    await page.getByRole("button", { name: /^Run / }).click();
    await status("Failed");
    expect(await page.locator("#result [role=alert]").textContent()).toBe("picture.bin cannot be read as text (UTF-8).");
    await page.locator("#input-file").setInputFiles({ name: "short.txt", mimeType: "text/plain", buffer: Buffer.from("io") });
    await page.getByRole("button", { name: /^Run / }).click();
    await status("ok");
    expect(JSON.parse((await result())!)).toEqual({ vowels: 2 });
    await page.getByRole("button", { name: "Remove short.txt" }).click();
    expect(await page.evaluate("document.activeElement.id")).toBe("input");
  });

  test("an error is told with its line and what to do; Escape stops, and the next call works", async () => {
    const { page } = watched;
    await add("Broken", "javascript", "module.exports = (text) => {\n  return text.missing.length;\n};");
    await run("x");
    await status("error");
    expect(await page.locator("#result [role=alert] strong").textContent()).toMatch(/^TypeError: .*\(line 2\)$/);
    await page.locator(".cm-content").fill("for (;;) {}\n");
    await forgetStatus();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.keyboard.press("Escape");
    await status("aborted");
    await page.getByRole("button", { name: "My vowels" }).click();
    await run("aeiou");
    await status("ok");
    expect(JSON.parse((await result())!)).toEqual({ vowels: 5 });
  });

  test.for([["Count vowels", "hello", '"total": 2'], ["CSV to JSON", 'a,b\n1,"x, ""y"""', '"b": "x, \\"y\\""'], ["Word chart", "to be or not to be", '"to": 2']] as const)("the function to start from %s works", async ([name, input, expected]) => {
    const { page } = watched;
    const fresh = await openWatchedPage(browser);
    await fresh.page.goto(`${server.origin}/playground/library.html`);
    await fresh.page.locator("#starters button", { hasText: name }).click();
    await fresh.page.getByLabel("Input", { exact: true }).fill(input);
    await fresh.page.getByRole("button", { name: /^Run / }).click();
    await fresh.page.locator("#status", { hasText: /^ok/ }).waitFor({ timeout: 90_000 });
    expect(await fresh.page.getByRole("group", { name: "Result" }).textContent()).toContain(expected);
    if (name === "Word chart") await viewFrame(fresh.page, ".js-plotly-plot .bars .point");
    expect(fresh.problems).toEqual([]);
    await fresh.close();
    await page.bringToFront();
  });

  test("nothing is wider than a phone, and it is accessible in the dark", async () => {
    const { page } = watched;
    await page.setViewportSize({ width: 360, height: 720 });
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    expect(await seriousViolations(page)).toEqual([]);
  });

  test("asked nobody but its own server, and complained of nothing", async () => {
    expect(requestsElsewhere(watched, server.origin)).toEqual([]);
    expect(watched.problems).toEqual([]);
  });
});
