import type { EngineName } from "./engines/engine.ts";
import type { Counts } from "./run-suite.ts";

/** What one class of attacks came to in one engine. */
export interface AttackRow {
  engine: EngineName;
  suite: string;
  counts: Counts;
}

/** Prints a table of the classes for each engine, and their sum. */
export function printAttacks(rows: readonly AttackRow[]): void {
  for (const engine of new Set(rows.map((row) => row.engine))) {
    const own = rows.filter((row) => row.engine === engine).toSorted((a, b) => a.suite.localeCompare(b.suite));
    const head = ["class", "tried", "held", "expected gaps", "open", "left out", "longest stall of the page"];
    const lines = own.map(({ suite, counts }) => {
      const { tried, passed, gaps, failed, skipped, stallMs, stalledIn } = asAttacks(counts);
      return [suite, tried, passed, gaps, failed, skipped, `${stallMs} ms${stalledIn && `, ${stalledIn}`}`].map(String);
    });
    for (const cells of [head, ...lines]) console.log(`${engine}: ${cells.map((cell, at) => (at === 0 ? cell.padEnd(16) : cell.padStart(head[at]!.length))).join("  ")}`);
    const sum = own.map(({ counts }) => asAttacks(counts));
    const of = (key: "tried" | "passed" | "gaps" | "failed" | "skipped") => sum.reduce((total, each) => total + each[key], 0);
    const stall = Math.max(...sum.map(({ stallMs }) => stallMs));
    console.log(`${engine}: attacks: ${of("tried")} tried, ${of("passed")} held, ${of("gaps")} expected gaps, ${of("failed")} open, ${of("skipped")} left out; longest stall ${stall} ms`);
  }
}

const asAttacks = (counts: Counts) => ({ ...counts, tried: counts.passed + counts.failed + counts.gaps });
