import type { Report } from "../report.ts";

export type EngineName = "chromium" | "firefox" | "webkit";

export const engineNames: readonly EngineName[] = ["chromium", "firefox", "webkit"];

/** One browser. Everything a suite needs of it is "open" and "read", so that three thin adapters are enough. */
export interface Engine {
  name: EngineName;
  /** As the browser calls itself, with what drives it. */
  version: string;
  /** Opens the address in a fresh tab; resolves after the document's `load` event. */
  open(url: string): Promise<Page>;
  /** Ends the browser and every process that was started for it. */
  close(): Promise<void>;
}

export interface Page {
  /** Goes to another address in the same tab, with the caches that earlier pages filled; resolves after its `load` event. */
  visit(url: string): Promise<void>;
  /** Evaluates a JavaScript expression in the page, awaits it, and brings the result over as JSON. */
  read<T>(expression: string): Promise<T>;
  /** The finished report; after `timeoutMs` the unfinished one. Rejects when the page does not even answer. */
  waitForReport(timeoutMs: number): Promise<Report>;
  /** Bytes of the page's JavaScript heap after collecting garbage, where the driver can tell. */
  heapBytes?(): Promise<number>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}
