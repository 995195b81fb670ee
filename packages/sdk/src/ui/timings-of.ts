import type { InterpreterStart, Timings } from "../host/index.ts";
import { element } from "./element.ts";

const starts: Record<InterpreterStart, string> = { none: "not started", scratch: "started anew", image: "from an image", spare: "waited ahead", session: "the session's" };

/** Where a run's time went, folded. */
export function timingsOf({ start, ...phases }: Timings): HTMLElement {
  const rows = Object.entries(phases).flatMap(([phase, ms]) => [element("dt", "", phase), element("dd", "", `${Math.round(ms)} ms`)]);
  return element("details", "", element("summary", "", "Timings"), element("dl", "", ...rows, element("dt", "", "interpreter"), element("dd", "", starts[start])));
}
