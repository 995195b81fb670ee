import { createElement, type ReactNode, StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import type { CaseContext } from "../harness/index.ts";

/** Renders in StrictMode, into a place that is taken away when the case ends. */
export function render(context: CaseContext, node: ReactNode): { place: HTMLElement; root: Root; again: (next: ReactNode) => void } {
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  context.after(() => {
    root.unmount();
    place.remove();
  });
  const again = (next: ReactNode) => root.render(createElement(StrictMode, null, next));
  again(node);
  return { place, root, again };
}
