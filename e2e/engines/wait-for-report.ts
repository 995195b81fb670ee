import type { Report } from "../report.ts";
import type { Page } from "./engine.ts";

/** Milliseconds that a page may take to answer the simplest question. */
const answerMs = 5000;

/** `waitForReport` for every adapter: the page's own promise, or what stands in the report when time is up. */
export async function waitForReport(read: Page["read"], timeoutMs: number): Promise<Report> {
  const finished = read<Report>(
    `Promise.race([vitrineFinished, new Promise((resolve) => setTimeout(resolve, ${timeoutMs}))]).then(() => vitrineReport)`,
  );
  return within(timeoutMs + answerMs, finished, "The page no longer answers: its main thread is busy or it crashed.");
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
