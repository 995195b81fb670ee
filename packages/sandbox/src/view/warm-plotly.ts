import { mime } from "@vitrine/protocol";
import { renderPlotly } from "./renderers/plotly.ts";

/** Draws a small figure and takes it away: the first of a document takes Plotly 0.2 to 0.9 s, and the next some tens of milliseconds. */
export async function warmPlotly(root: HTMLElement): Promise<void> {
  if (!("Plotly" in globalThis)) return;
  const element = document.createElement("div");
  element.className = "staged";
  root.append(element);
  try {
    // Bundles that lack bars take them for lines.
    const data = [{ type: "bar", x: ["a", "b"], y: [1, 2], name: "a" }, { type: "scatter", mode: "lines+markers", y: [1, 2], name: "b" }];
    const drawing = await renderPlotly({ root: element, data: { data, layout: { title: { text: "a" }, height: 100 } }, mime: mime.plotly, metadata: {}, alt: "", theme: "light", tier: "data", most: { elements: 0, pixels: 0 } });
    drawing.dispose?.();
  } finally {
    element.remove();
  }
}
