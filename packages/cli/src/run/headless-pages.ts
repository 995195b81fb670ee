import type { RunStatus } from "@vitrine/protocol";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../browser/index.ts";
import type { Failure, PageAnswer, PageGlobals, PageJob } from "../page/job.ts";
import type { AssetsPlace } from "./find-assets.ts";
import { endOf, firstLine, within } from "./page-life.ts";
import { type PageServer, type Parcel, startPageServer } from "./page-server.ts";

export interface PagesOptions {
  assets: AssetsPlace;
  /** A file that the CDN has, to learn whether it can be reached from here. */
  cdnProbe: string;
  executable: string | undefined;
  onWarning: (text: string) => void;
}

export interface PageRun {
  job: Omit<PageJob, "assets" | "parcelUrl">;
  /** Told of printed text as it comes, where job.live asks for it. */
  onText: (stream: "stdout" | "stderr", text: string) => void;
  parcel: Parcel;
  /** Unguessable; the parcel's place in URLs. */
  secret: string;
  /** Milliseconds after which the page is given up. */
  guardMs: number;
  /** Whether figures are drawn. */
  pictures: boolean;
}

/** What came of a run: its status, once the parcel has the result; or why it could not be run; or in words how the page was lost. */
export type PageOutcome = { status: RunStatus; undrawn: string[] } | { failure: Failure } | { lost: string };

/** Milliseconds for drawing all figures of a run. */
const drawingMs = 120_000;

/** One browser whose pages run one program each. A page that dies takes no other with it; a browser that dies is started again. */
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

  async run({ job, onText, parcel, secret, guardMs, pictures }: PageRun): Promise<PageOutcome> {
    const { origin, parcels } = await this.#serve();
    let page: Page | undefined;
    try {
      page = await (await this.#browse()).newPage();
      const end = endOf(page);
      parcels.set(secret, parcel);
      const answer = await within(guardMs, this.#runIn(page, origin, job, secret, onText), end);
      if (!("status" in answer)) return answer;
      const drawn = pictures ? await within(drawingMs, page.evaluate(() => (globalThis as unknown as PageGlobals).vitrineDraw()), end) : [];
      return { ...answer, undrawn: "lost" in drawn ? [`Figures were not drawn. ${drawn.lost}`] : drawn };
    } catch (error) {
      return { lost: `The page failed: ${firstLine(error)}` };
    } finally {
      parcels.delete(secret);
      if (page) await this.#discard(page);
    }
  }

  /** Ends the browser with all its pages, and the server. */
  async close(): Promise<void> {
    this.#closed = true;
    const context = await this.#context?.catch(() => undefined);
    await context?.browser()?.close().catch(() => {});
    (await this.#server?.catch(() => undefined))?.close();
  }

  async #runIn(page: Page, origin: string, job: PageRun["job"], secret: string, onText: PageRun["onText"]): Promise<PageAnswer> {
    await page.exposeFunction("vitrineText", onText);
    await page.goto(`${origin}/`);
    const { assets } = this.options;
    const base = assets && ("url" in assets ? assets.url : "/assets/");
    const whole = { ...job, assets: base === null ? null : { base, cdn: await this.#reachesCdn(page) }, parcelUrl: `/parcels/${secret}` };
    return page.evaluate((asked) => (globalThis as unknown as PageGlobals).vitrineRun(asked), whole);
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

  /** A page that does not even close belongs to a browser that is better started again. */
  async #discard(page: Page): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), 10_000)));
    const closed = page.close().catch(() => {});
    if ((await Promise.race([closed, late])) === "late") await page.context().browser()?.close().catch(() => {});
    clearTimeout(timer);
  }
}
