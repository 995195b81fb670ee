import type { InterpreterStart, ModuleStart, Timings } from "../host/index.ts";
import { element } from "./element.ts";

const starts: Record<InterpreterStart, string> = { none: "not started", scratch: "started anew", image: "from an image", spare: "waited ahead", session: "the session's" };

const modules: Record<ModuleStart, string> = { compiled: "compiled for it", kept: "compiled before" };

/** Where a run's time went, folded. */
export function timingsOf({ start, module, ...phases }: Timings): HTMLElement {
  const rows = Object.entries(phases).flatMap(([phase, ms]) => [element("dt", "", phase), element("dd", "", `${Math.round(ms)} ms`)]);
  return element("details", "", element("summary", "", "Timings"), element("dl", "", ...rows, element("dt", "", "interpreter"), element("dd", "", starts[start]), ...(module ? [element("dt", "", "module"), element("dd", "", modules[module])] : [])));
}
