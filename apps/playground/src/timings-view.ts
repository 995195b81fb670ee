import type { RunResult } from "@vitrine/sdk";
import { element } from "./element.ts";

const names: Record<Exclude<keyof RunResult["timings"], "start" | "module">, string> = { queue: "loading", boot: "start", install: "packages", run: "code", render: "outputs" };

const starts: Partial<Record<RunResult["timings"]["start"], string>> = { scratch: "interpreter booted", image: "interpreter restored", spare: "interpreter was waiting", session: "the session's interpreter" };

/** Where a run's time went: a bar with one piece for each phase, and the numbers below. */
export function showTimings(parent: HTMLElement, { timings, usage }: RunResult): void {
  const pieces = Object.entries(names).map(([phase, name]) => ({ phase, name, ms: timings[phase as keyof typeof names] }));
  const bar = element("div", "timing-bar");
  bar.ariaHidden = "true";
  for (const { phase, ms } of pieces) {
    const piece = element("span", `phase-${phase}`);
    piece.style.flexGrow = String(ms);
    bar.append(piece);
  }
  const list = element("ul", "timing-list");
  for (const { phase, name, ms } of pieces) list.append(element("li", `phase-${phase}`, `${name} ${duration(ms)}`));
  const start = starts[timings.start];
  if (start !== undefined) list.append(element("li", "interpreter", start));
  if (usage.peakMemoryBytes !== null) list.append(element("li", "memory", `memory ${Math.round(usage.peakMemoryBytes / 1024 / 1024)} MiB`));
  parent.hidden = false;
  parent.replaceChildren(bar, list);
}

const duration = (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`);
