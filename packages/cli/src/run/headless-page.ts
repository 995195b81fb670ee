import type { RunStatus } from "@vitrine/protocol";
import type { Page } from "playwright-core";
import type { Drawing, Failure, PageAnswer, PageGlobals, PageJob } from "../page/job.ts";
import { endOf, within } from "./page-life.ts";
import type { Parcel, PageServer } from "./page-server.ts";

export interface PageRun {
  job: Omit<PageJob, "parcelUrl">;
  /** Told of printed text as it comes, where job.live asks for it. */
  onText: (stream: "stdout" | "stderr", text: string) => void;
  parcel: Parcel;
  /** Unguessable; the parcel's place in URLs. */
  secret: string;
  /** Milliseconds after which the page is given up. */
  guardMs: number;
  drawing: Drawing;
}

/** What came of a run: its status, once the parcel has the result; or why it could not be run; or in words how the page was lost. */
export type PageOutcome = { status: RunStatus; undrawn: string[] } | { failure: Failure } | { lost: string };

/** Milliseconds for drawing one output; the page has its own deadline before that, unless it hangs. */
const drawingMs = 90_000;

/** Milliseconds for making all images of a distribution. */
const imagesMs = 900_000;

/** An open page with a sandbox, for one program after another. */
export class HeadlessPage {
  readonly #end: Promise<{ lost: string }>;
  #onText: PageRun["onText"] = () => {};

  private constructor(
    private readonly page: Page,
    private readonly parcels: PageServer["parcels"],
  ) {
    this.#end = endOf(page);
  }

  static async over(page: Page, parcels: PageServer["parcels"]): Promise<HeadlessPage> {
    const made = new HeadlessPage(page, parcels);
    await page.exposeFunction("vitrineText", (...told: Parameters<PageRun["onText"]>) => made.#onText(...told));
    return made;
  }

  /** The work's result, unless the page is lost or the time is over before. */
  within<T>(ms: number, work: Promise<T>): Promise<T | { lost: string }> {
    return within(ms, work, this.#end);
  }

  /** Runs one program, and draws what it made. */
  async run({ job, onText, parcel, secret, guardMs, drawing }: PageRun): Promise<PageOutcome> {
    this.#onText = onText;
    this.parcels.set(secret, parcel);
    try {
      const asked: PageJob = { ...job, parcelUrl: `/parcels/${secret}` };
      const answer = await this.within<PageAnswer>(guardMs, this.page.evaluate((whole) => (globalThis as unknown as PageGlobals).vitrineRun(whole), asked));
      if (!("status" in answer)) return answer;
      return { ...answer, undrawn: drawing === "nothing" ? [] : await this.#draw(drawing, answer.outputs) };
    } finally {
      this.parcels.delete(secret);
    }
  }

  /** Has images made with these packages, which the parcel takes as `image-<index>`. */
  async images(packages: string[], parcel: Parcel, secret: string): Promise<Awaited<ReturnType<PageGlobals["vitrineImages"]>> | { lost: string }> {
    this.parcels.set(secret, parcel);
    try {
      const making = this.page.evaluate(([names, url]) => (globalThis as unknown as PageGlobals).vitrineImages(names, url), [packages, `/parcels/${secret}`] as const);
      return await this.within(imagesMs, making);
    } finally {
      this.parcels.delete(secret);
    }
  }

  /** Draws every output, one after another. Gives in words what could not be drawn. */
  async #draw(drawing: Drawing, outputs: number): Promise<string[]> {
    const undrawn: string[] = [];
    for (let index = 0; index < outputs; index += 1) {
      const said = await this.within(drawingMs, this.page.evaluate(([how, which]) => (globalThis as unknown as PageGlobals).vitrineDraw(how, which), [drawing, index] as const));
      if (typeof said === "string") undrawn.push(said);
      else if (said !== null) return [...undrawn, `Output ${index + 1} and those after it were not drawn. ${said.lost}`];
    }
    return undrawn;
  }

  /** A page that does not even close belongs to a browser that is better started again. */
  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), 10_000)));
    const closed = this.page.close().catch(() => {});
    if ((await Promise.race([closed, late])) === "late") await this.page.context().browser()?.close().catch(() => {});
    clearTimeout(timer);
  }
}
