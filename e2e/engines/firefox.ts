import puppeteer from "puppeteer-core";
import type { Engine } from "./engine.ts";
import { waitForReport } from "./wait-for-report.ts";

/** An installed Firefox by WebDriver BiDi. */
export async function openFirefox(executable: string): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: executable,
    headless: true,
    // Suites wait for themselves; a driver's shorter limit would only hide which case hangs.
    protocolTimeout: 0,
    extraPrefsFirefox: {
      // Nothing but the suite talks to the network.
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      // As readers have it: the driver's own profile would hide that a page opens connections ahead of time.
      "network.http.speculative-parallel-limit": 20,
      "network.dns.disablePrefetch": false,
      "network.prefetch-next": true,
      // STUN may go to the sinks, which stand on loopback.
      "media.peerconnection.ice.loopback": true,
    },
  });
  return {
    name: "firefox",
    version: `${await browser.version()} (WebDriver BiDi)`,
    async open(url) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      // As a reader might: a dialog that nobody shows is not answered.
      page.on("dialog", (dialog) => void dialog.accept());
      await page.goto(url, { waitUntil: "load", timeout: 60_000 });
      const read = async <T>(expression: string): Promise<T> =>
        JSON.parse((await page.evaluate(`(async () => JSON.stringify((await (${expression})) ?? null))()`)) as string) as T;
      return {
        visit: async (address) => void (await page.goto(address, { waitUntil: "load", timeout: 60_000 })),
        read,
        waitForReport: (timeoutMs) => waitForReport(read, timeoutMs),
        screenshot: async (path) => void (await page.screenshot({ path })),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
