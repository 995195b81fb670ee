import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "./engines/engine.ts";
import { openEngine } from "./engines/open-engine.ts";
import type { Listening } from "./server/listen.ts";
import { startPageServer } from "./server/page-server.ts";
import { type SinkServer, startSinkServer } from "./server/sink-server.ts";

// The positive control of every in-page suite: the harness does report what goes wrong.
describe("the in-page harness", () => {
  let engine: Engine;
  let pages: Listening;
  let sink: SinkServer;

  beforeAll(async () => {
    sink = await startSinkServer();
    pages = await startPageServer(["outcomes", "attacks", "throws-at-load", "hangs"], sink, ["harness-fixtures"]);
    engine = await openEngine("chromium");
  });

  afterAll(async () => {
    await engine.close();
    pages.close();
    sink.close();
  });

  test("reports every way in which a case can end", async () => {
    const page = await engine.open(`${pages.origin}/conformance/outcomes`);
    const { done, cases } = await page.waitForReport(10_000);
    expect(done).toBe(true);
    expect(cases.map(({ id, status, reason, detail }) => ({ id, status, text: reason ?? detail }))).toEqual([
      { id: "passes", status: "passed", text: "seen" },
      { id: "fails", status: "failed", text: "on purpose" },
      { id: "skips", status: "skipped", text: "not here" },
      { id: "never-ends", status: "failed", text: "Not finished after 50 ms" },
      { id: "logs", status: "failed", text: "The page's console has errors: something broke" },
      { id: "may-log", status: "passed", text: undefined },
      { id: "cleans-up-badly", status: "failed", text: "Clean-up failed: Error: still open" },
    ]);
    await page.close();
  });

  test("runs again only what the first try left over", async () => {
    const page = await engine.open(`${pages.origin}/conformance/outcomes?except=passes,skips,never-ends,logs,may-log,cleans-up-badly`);
    const { done, cases } = await page.waitForReport(10_000);
    expect([done, cases.map(({ id, status }) => [id, status])]).toEqual([true, [["fails", "failed"]]]);
    await page.close();
  });

  test("tells attacks that hold from open ones, known gaps, gaps that are closed, and a host that was changed", async () => {
    const page = await engine.open(`${pages.origin}/conformance/attacks?engine=chromium`);
    const { cases, error } = await page.waitForReport(10_000);
    expect(error).toBeUndefined();
    expect(cases.map(({ id, status, reason, detail, stallMs }) => [id, status, reason ?? detail, stallMs])).toEqual([
      ["A-holds", "passed", "seen", 7],
      ["A-open", "failed", "it came through", undefined],
      ["A-gap", "gap", "Browsers do that. (control fine, but it came through)", undefined],
      ["A-gap-elsewhere", "failed", "it came through", undefined],
      ["A-gap-closed", "failed", expect.stringContaining("gap is closed") as string, undefined],
      ["A-gap-otherwise", "failed", "no control", undefined],
      ["A-pollutes", "failed", expect.stringMatching(/names on the host's built-in objects.*polluted/) as string, undefined],
      ["A-replaces", "failed", expect.stringContaining("built-in objects") as string, undefined],
    ]);
    await page.close();
  });

  test("reports a page whose script throws, without waiting for the limit", async () => {
    const page = await engine.open(`${pages.origin}/conformance/throws-at-load`);
    const report = await page.waitForReport(60_000);
    expect(report).toMatchObject({ done: false, cases: [], error: expect.stringContaining("no suite today") as string });
    await page.close();
  });

  test("rejects when the page no longer answers", async () => {
    const page = await engine.open(`${pages.origin}/conformance/hangs`);
    await expect(page.waitForReport(100)).rejects.toThrow("no longer answers");
  });
});
