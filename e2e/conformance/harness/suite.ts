import type { CaseReport, Gap } from "../../report.ts";
import { settings } from "./page.ts";

/** What a case is given. */
export interface CaseContext {
  /** Runs when the case is over, last registered first, whether it passed or not. */
  after: (dispose: () => unknown) => void;
  /** Ends the case as skipped, with the reason. */
  skip: (reason: string) => never;
}

export interface Case {
  /** Unique in its suite, kebab-case. */
  id: string;
  title: string;
  /** Milliseconds until the case counts as failed; 10 000 unless told. */
  timeoutMs?: number;
  /** Console errors fail a case unless it says that it provokes them. */
  allowConsoleErrors?: boolean;
  /** What it returns becomes the report's `detail`. */
  run(context: CaseContext): Promise<Seen | void> | Seen | void;
}

/** What was seen, in words, and the longest time for which the page stood still, where that was measured. */
export type Seen = string | { detail: string; stallMs: number };

class Skip extends Error {}

/**
 * Runs the cases one after another and completes `globalThis.vitrineReport`. `?only=id,id` runs some, `?except=id,id` all others.
 * A case with a gap in this engine is expected to fail, by the assertion that the gap names.
 */
export async function suite(cases: Case[], gaps: readonly Gap[] = []): Promise<void> {
  const report = globalThis.vitrineReport;
  const asked = new URLSearchParams(location.search);
  const only = asked.get("only")?.split(",");
  const except = asked.get("except")?.split(",");
  const errors: string[] = [];
  const native = console.error;
  console.error = (...values: unknown[]) => {
    errors.push(values.map(String).join(" "));
    native.apply(console, values);
  };
  addEventListener("error", (event) => errors.push(event.message));
  addEventListener("unhandledrejection", (event) => errors.push(`Unhandled: ${String(event.reason)}`));
  if (new Set(cases.map(({ id }) => id)).size !== cases.length) report.error = "Two cases have the same id.";
  for (const each of cases) {
    if ((only && !only.includes(each.id)) || except?.includes(each.id)) continue;
    errors.length = 0;
    const row: CaseReport = { id: each.id, title: each.title, status: "running", ms: 0 };
    report.cases.push(row);
    await runCase(each, row);
    if (row.status === "passed" && errors.length > 0 && !each.allowConsoleErrors) {
      Object.assign(row, { status: "failed", reason: `The page's console has errors: ${errors.join(" | ")}` });
    }
    const gap = gaps.find(({ attack, engine }) => attack === each.id && engine === settings.engine);
    if (gap) judgeGap(gap, row);
  }
  console.error = native;
  report.done = true;
  globalThis.vitrineFinish();
}

function judgeGap({ assertion, reason }: Gap, row: CaseReport): void {
  if (row.status === "passed") Object.assign(row, { status: "failed", reason: "This gap is closed: take it out of e2e/attacks/harness/gaps.ts and docs/security.md." });
  else if (row.status === "failed" && row.reason?.includes(assertion)) Object.assign(row, { status: "gap", reason: `${reason} (${row.reason})` });
}

async function runCase(each: Case, row: CaseReport): Promise<void> {
  const started = performance.now();
  const disposers: (() => unknown)[] = [];
  const limit = each.timeoutMs ?? 10_000;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not finished after ${limit} ms`)), limit);
  });
  const context: CaseContext = {
    after: (dispose) => void disposers.unshift(dispose),
    skip: (reason) => {
      throw new Skip(reason);
    },
  };
  try {
    const seen = await Promise.race([(async () => each.run(context))(), late]);
    row.status = "passed";
    if (seen !== undefined) Object.assign(row, typeof seen === "string" ? { detail: seen } : seen);
  } catch (error) {
    row.status = error instanceof Skip ? "skipped" : "failed";
    row.reason = error instanceof Error ? error.message : String(error);
  }
  clearTimeout(timer);
  row.ms = Math.round(performance.now() - started);
  for (const dispose of disposers) {
    try {
      await dispose();
    } catch (error) {
      row.status = "failed";
      row.reason = `Clean-up failed: ${String(error)}`;
    }
  }
}
