import type { Report } from "../report.ts";
import type { Page } from "./engine.ts";

/** Milliseconds that a page may take to answer the simplest question. */
const answerMs = 15_000;

/** Milliseconds that one question may wait: drivers speak HTTP, whose clients give up after minutes. */
const sliceMs = 30_000;

/** `waitForReport` for every adapter: the page's own promise, asked again and again, or what stands in the report when time is up. */
export async function waitForReport(read: Page["read"], timeoutMs: number): Promise<Report> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const slice = Math.max(0, Math.min(sliceMs, until - performance.now()));
    const asked = read<Report>(`Promise.race([vitrineFinished, new Promise((resolve) => setTimeout(resolve, ${slice}))]).then(() => vitrineReport)`);
    const report = await within(slice + answerMs, asked, "The page no longer answers: its main thread is busy or it crashed.");
    if (report.done || report.error || performance.now() >= until) return report;
  }
}

/** The promise's value, or an error with that message after `ms`. */
export async function within<T>(ms: number, promise: Promise<T>, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${message} (${ms} ms)`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
