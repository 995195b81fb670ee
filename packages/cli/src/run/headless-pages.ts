import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../browser/index.ts";
import type { Failure, PageGlobals, PageSetup } from "../page/job.ts";
import type { AssetsPlace } from "./find-assets.ts";
import { HeadlessPage } from "./headless-page.ts";
import { firstLine } from "./page-life.ts";
import { type PageServer, startPageServer } from "./page-server.ts";

export interface PagesOptions {
  assets: AssetsPlace;
  /** A file that the CDN has, to learn whether it can be reached from here. */
  cdnProbe: string;
  executable: string | undefined;
  onWarning: (text: string) => void;
}

/** Milliseconds for opening a page with its sandbox, the runtime's files included. */
const openingMs = 300_000;

/** One browser with a page per program or session. A page that dies takes no other with it; a browser that dies is started again. */
export class HeadlessPages {
  #server: Promise<PageServer> | undefined;
  #context: Promise<BrowserContext> | undefined;
  #cdn: Promise<boolean> | undefined;
  #closed = false;

  constructor(private readonly options: PagesOptions) {}

  /** Where the pages come from: `http://127.0.0.1:<port>`. */
  async start(): Promise<string> {
    const [server] = await Promise.all([this.#serve(), this.#browse()]);
    return server.origin;
  }

  /** A page with a sandbox of its own, or why there is none. */
  async open(setup: Omit<PageSetup, "assets">): Promise<HeadlessPage | { failure: Failure } | { lost: string }> {
    let page: HeadlessPage | undefined;
    try {
      const { origin, parcels } = await this.#serve();
      const tab = await (await this.#browse()).newPage();
      page = await HeadlessPage.over(tab, parcels);
      const failure = await page.within(openingMs, this.#setUp(tab, origin, setup));
      if (failure === null) return page;
      await page.close();
      return "lost" in failure ? failure : { failure };
    } catch (error) {
      await page?.close();
      return { lost: `The page failed: ${firstLine(error)}` };
    }
  }

  /** Ends the browser with all its pages, and the server. */
  async close(): Promise<void> {
    this.#closed = true;
    const context = await this.#context?.catch(() => undefined);
    await context?.browser()?.close().catch(() => {});
    (await this.#server?.catch(() => undefined))?.close();
  }

  async #setUp(page: Page, origin: string, setup: Omit<PageSetup, "assets">): Promise<Failure | null> {
    await page.goto(`${origin}/`);
    const { assets } = this.options;
    const base = assets && ("url" in assets ? assets.url : "/assets/");
    const whole = { ...setup, assets: base === null ? null : { base, cdn: await this.#reachesCdn(page) } };
    return page.evaluate((asked) => (globalThis as unknown as PageGlobals).vitrineOpen(asked), whole);
  }

  /** Without the CDN the SDK takes the wheelhouse's versions of packages; so it is named only where it answers. */
  #reachesCdn(page: Page): Promise<boolean> {
    this.#cdn ??= page.evaluate((url) => (globalThis as unknown as PageGlobals).vitrineReaches(url), this.options.cdnProbe).catch(() => {
      this.#cdn = undefined;
      return false;
    });
    return this.#cdn;
  }

  #serve(): Promise<PageServer> {
    const { assets } = this.options;
    this.#server ??= startPageServer(assets && "folder" in assets ? assets.folder : undefined);
    return this.#server;
  }

  #browse(): Promise<BrowserContext> {
    if (this.#closed) return Promise.reject(new Error("the command was interrupted"));
    this.#context ??= this.#launch();
    return this.#context;
  }

  async #launch(): Promise<BrowserContext> {
    try {
      const browser = await launchChromium(this.options);
      browser.once("disconnected", () => (this.#context = undefined));
      return await this.#contextOf(browser);
    } catch (error) {
      this.#context = undefined;
      throw error;
    }
  }

  #contextOf(browser: Browser): Promise<BrowserContext> {
    return browser.newContext({ viewport: { width: 800, height: 900 }, colorScheme: "light", serviceWorkers: "block", acceptDownloads: false });
  }
}
