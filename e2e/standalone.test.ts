import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage, requestsElsewhere } from "./engines/watched-page.ts";
import { type ChatServer, startChatServer } from "./server/chat-server.ts";

describe("a figure as a page of its own", () => {
  let server: ChatServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startChatServer(), openChromium()]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Asks as the page does, and returns the program's id. */
  const ask = async (text: string): Promise<string> => {
    const messages = [{ id: "1", role: "user", parts: [{ type: "text", text }] }];
    const response = await fetch(`${server.origin}/api/chat`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ messages }) });
    const [, json] = /^data: (\{"type":"data-(?:program|figure)".*\})$/m.exec(await response.text()) ?? [];
    if (!json) throw new Error("The reply has no program");
    return (JSON.parse(json) as { data: { id: string } }).data.id;
  };

  test("draws the chart, asks nobody else, and complains of nothing", async () => {
    const watched = await openWatchedPage(browser);
    await watched.page.goto(`${server.origin}/figure/${await ask("Bar chart")}`);
    const frame = await viewFrame(watched.page, ".js-plotly-plot .bars .point", 90_000);
    expect(await frame.locator(".gtitle").textContent()).toBe("The longest rivers");
    expect(await watched.page.title()).toBe("Bar chart");
    expect(requestsElsewhere(watched, server.origin)).toEqual([]);
    expect(watched.problems).toEqual([]);
    await watched.close();
  });

  test("keeps a hostile program inert", async () => {
    const watched = await openWatchedPage(browser);
    await watched.page.goto(`${server.origin}/figure/${await ask("A hostile reply")}`);
    await watched.page.getByText("0 of 12 attempts got something.").waitFor({ timeout: 90_000 });
    expect(await watched.page.title()).toBe("A hostile reply");
    expect(await watched.page.locator("script").count()).toBe(2);
    expect(requestsElsewhere(watched, server.origin)).toEqual([]);
    await watched.close();
  });

  test("is forgotten by the server, not made up", async () => {
    expect((await fetch(`${server.origin}/figure/no-such-figure`)).status).toBe(404);
  });

  test("answers only conversations, and only its own page", async () => {
    const post = (body: string, headers: Record<string, string> = {}) => fetch(`${server.origin}/api/chat`, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
    expect((await post("not json")).status).toBe(400);
    expect((await post('{"messages":[{"role":"user"}]}')).status).toBe(400);
    expect((await post('{"messages":[]}', { "sec-fetch-site": "cross-site" })).status).toBe(403);
  });

  test("never leaves the folders that are served", async () => {
    for (const path of ["/assets/..%2f..%2fpackage.json", "/assets/%2e%2e/%2e%2e/package.json", "/..%2fpackage.json", "/playground/..%2f..%2fpackage.json", "/assets/%5c..%5c..%5cpackage.json"]) {
      expect((await fetch(`${server.origin}${path}`)).status, path).toBe(404);
    }
  });
});
