import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type EngineName, engineNames, type Page } from "./engines/engine.ts";
import { openEngine } from "./engines/open-engine.ts";
import { startPageServer } from "./server/page-server.ts";
import { startSinkServer } from "./server/sink-server.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function withLoopPage(name: EngineName, probe: (page: Page) => Promise<void>): Promise<void> {
  const sink = await startSinkServer();
  const pages = await startPageServer(["endless-loop"], sink, ["harness-fixtures"]);
  const engine = await openEngine(name);
  try {
    const page = await engine.open(`${pages.origin}/conformance/endless-loop?engine=${name}`);
    await ready(page);
    await probe(page);
  } finally {
    await engine.close();
    pages.close();
    sink.close();
  }
}

/** A page that is just being loaded may not even answer. */
async function ready(page: Page): Promise<void> {
  while (!(await page.read("document.readyState === 'complete' && Boolean(globalThis.startLoop)").catch(() => false))) await pause(50);
}



// The system's own word on threads; there is no other way to see from outside that one has ended.
test.skipIf(!existsSync("/proc/self/task")).each(engineNames)("R4: the thread of an endless loop that is aborted ends, in %s", { timeout: 240_000 }, async (name) => {
  await withLoopPage(name, async (page) => {
    await page.read("startLoop()");
    const thread = await busiestThread();
    expect(existsSync(thread), "control: the loop has a thread").toBe(true);
    expect(await page.read("abortLoop()")).toBe("aborted");
    // Waits for the thread's end: one that is not ended computes until the test's own limit.
    while (existsSync(thread)) await pause(100);
  });
});

test.skipIf(!existsSync("/proc/self/task")).each(engineNames)("R16: a page that is reloaded while a program runs leaves no thread, and runs the next program, in %s", { timeout: 240_000 }, async (name) => {
  await withLoopPage(name, async (page) => {
    await page.read("startLoop()");
    const thread = await busiestThread();
    expect(existsSync(thread), "control: the loop has a thread").toBe(true);
    await page.read("void setTimeout(() => location.reload())");
    while (existsSync(thread)) await pause(100);
    await ready(page);
    await page.read("startLoop()");
    expect(await page.read("abortLoop()")).toBe("aborted");
  });
});

/** The folder under /proc of that thread, of all this process started, that computes most in a while. */
async function busiestThread(): Promise<string> {
  const before = ticksByThread();
  await pause(2000);
  const grown = [...ticksByThread()].map(([thread, ticks]) => [thread, ticks - (before.get(thread) ?? ticks)] as const);
  return grown.toSorted(([, a], [, b]) => b - a)[0]![0];
}

function ticksByThread(): Map<string, number> {
  const found = new Map<string, number>();
  for (const process of descendants()) {
    for (const thread of entries(`/proc/${process}/task`)) {
      const stat = statOf(`/proc/${process}/task/${thread}/stat`);
      // utime and stime, proc(5).
      if (stat) found.set(`/proc/${process}/task/${thread}`, Number(stat[11]) + Number(stat[12]));
    }
  }
  return found;
}

/** Every process that this one started, and theirs. */
function descendants(): string[] {
  const parents = entries("/proc").flatMap((id) => {
    const stat = /^\d+$/.test(id) ? statOf(`/proc/${id}/stat`) : undefined;
    return stat ? [[id, stat[1]!] as const] : [];
  });
  const found = [String(process.pid)];
  for (const parent of found) found.push(...parents.filter(([, of]) => of === parent).map(([id]) => id));
  return found.slice(1);
}

/** The fields of a stat file after the name, which may hold anything; undefined: it is gone. */
function statOf(path: string): string[] | undefined {
  try {
    return readFileSync(path, "utf8").split(") ").at(-1)!.split(" ");
  } catch {
    return undefined;
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
