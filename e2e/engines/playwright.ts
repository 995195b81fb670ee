import { chromium, firefox, type Page, webkit } from "playwright-core";
import type { Engine, EngineName } from "./engine.ts";
import { waitForReport } from "./wait-for-report.ts";

const browserTypes = { chromium, firefox, webkit };

// No sandbox of Chromium's own: CI runs as root. No QUIC and no background chatter, so that nothing but the suite talks.
export const chromiumArgs = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** The reader grants the page all that can be granted, so that it is the seal that refuses its frames. Devices are made up by the browser. */
const grants = ["camera", "microphone", "geolocation", "clipboard-read", "clipboard-write", "local-fonts"];
const devices = { args: [...chromiumArgs, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"], geolocation: { latitude: 1, longitude: 2 } };

/** Any engine by Playwright; `executable` is an installed Chromium, or Playwright's own browser. */
export async function openPlaywright(name: EngineName, executable: string): Promise<Engine> {
  // A plain profile, as readers have it: private windows look up no names and open no connections ahead of time, which would hide leaks.
  const context = await browserTypes[name].launchPersistentContext("", {
    executablePath: executable,
    ...(name === "chromium" && devices),
  });
  return {
    name,
    version: `${name} ${context.browser()?.version() ?? ""} (Playwright)`,
    async open(url) {
      if (name === "chromium") await context.grantPermissions(grants, { origin: new URL(url).origin });
      const page = await context.newPage();
      // As a reader might: a dialog that nobody shows is not answered.
      page.on("dialog", (dialog) => void dialog.accept());
      await page.goto(url, { waitUntil: "load" });
      const tools = name === "chromium" ? await devTools(page) : undefined;
      const evaluate = tools?.evaluate ?? ((expression: string) => page.evaluate<string>(expression));
      const read = async <T>(expression: string): Promise<T> => JSON.parse(await evaluate(`(async () => JSON.stringify((await (${expression})) ?? null))()`)) as T;
      return {
        visit: async (address) => void (await page.goto(address, { waitUntil: "load" })),
        read,
        waitForReport: (timeoutMs) => waitForReport(read, timeoutMs),
        screenshot: async (path) => void (await page.screenshot({ path })),
        ...(tools && { heapBytes: tools.heapBytes }),
        close: () => page.close(),
      };
    },
    close: () => context.close(),
  };
}

/** Playwright takes the crash of any frame's process for the page's and answers no more; the page itself lives on, and is what is tested. */
async function devTools(page: Page): Promise<{ evaluate(expression: string): Promise<string>; heapBytes(): Promise<number> }> {
  const session = await page.context().newCDPSession(page);
  return {
    async evaluate(expression) {
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as string;
    },
    async heapBytes() {
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Runtime.getHeapUsage")).usedSize;
    },
  };
}
