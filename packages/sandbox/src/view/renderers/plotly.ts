import type { Json } from "@vitrine/protocol";
import { loadScript } from "../load-script.ts";
import { darkLayout } from "./plotly-theme.ts";
import type { Drawing, Renderer } from "./renderer.ts";

type JsonObject = { [key: string]: Json };

/** The part of Plotly's interface that is used here. */
interface Plotly {
  newPlot(element: HTMLElement, figure: { data: Json[]; layout: JsonObject; frames: Json[]; config: object }): Promise<unknown>;
  relayout(element: HTMLElement, layout: JsonObject): Promise<unknown>;
  toImage(element: HTMLElement, options: { format: string; width: number; height: number; scale: number }): Promise<string>;
}

/** Ours, never the guest's: nothing here may reach the network or pose as the page. */
const config = {
  responsive: true,
  displaylogo: false,
  showSendToCloud: false,
  showEditInChartStudio: false,
  plotlyServerURL: "",
  topojsonURL: "",
  editable: false,
  // A sealed frame may not download: a picture goes through the host (View.toImage).
  modeBarButtonsToRemove: ["sendDataToCloud", "toImage"],
};

/** CSS pixels of a figure that does not say how high it is. */
const usualHeight = 450;

/** A Plotly figure: data and layout only, drawn by the strict bundle, which evaluates no code. */
export const renderPlotly: Renderer = async ({ root, data, theme, alt, scripts }): Promise<Drawing> => {
  const Plotly = await loadPlotly(scripts);
  const figure = data as { data?: Json; layout?: Json; frames?: Json };
  const traces = Array.isArray(figure.data) ? figure.data : [];
  const given = withoutNetwork(isObject(figure.layout) ? figure.layout : {});
  const height = typeof given.height === "number" ? given.height : usualHeight;
  const element = document.createElement("div");
  element.role = "figure";
  element.ariaLabel = alt;
  element.style.height = `${height}px`;
  root.append(element);
  const layoutFor = (which: "light" | "dark") => ({ ...given, autosize: given.width === undefined, ...(which === "dark" ? darkLayout(given) : {}) });
  await Plotly.newPlot(element, { data: traces, layout: layoutFor(theme), frames: Array.isArray(figure.frames) ? figure.frames : [], config });
  return {
    async setTheme(next) {
      await Plotly.newPlot(element, { data: traces, layout: layoutFor(next), frames: Array.isArray(figure.frames) ? figure.frames : [], config });
    },
    async toImage({ format, width, height: wanted, scale }) {
      const url = await Plotly.toImage(element, { format, width: width || element.clientWidth || 700, height: wanted || element.clientHeight || height, scale });
      return decodeDataUrl(url, format);
    },
  };
};

/** The last script is Plotly itself. One before it holds the shapes of countries, and leaves them where Plotly will stand. */
async function loadPlotly(scripts: ArrayBuffer[]): Promise<Plotly> {
  const scope = globalThis as unknown as { Plotly?: Plotly & { topojson?: object }; PlotlyGeoAssets?: object };
  for (const script of scripts) {
    await loadScript(script);
    if (scope.Plotly?.topojson) scope.PlotlyGeoAssets = { topojson: scope.Plotly.topojson };
  }
  return scope.Plotly!;
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** Layout images and map styles by URL would ask the network; the CSP refuses it, and here they are taken out, so that nothing waits for them. */
function withoutNetwork(layout: JsonObject): JsonObject {
  if (!Array.isArray(layout.images)) return layout;
  const local = layout.images.filter((image) => isObject(image) && typeof image.source === "string" && image.source.startsWith("data:image/"));
  return { ...layout, images: local };
}

/** `data:image/png;base64,…` or `data:image/svg+xml,…` (percent-encoded), as Plotly.toImage gives them. */
function decodeDataUrl(url: string, format: "png" | "svg"): ArrayBuffer | string {
  const body = url.slice(url.indexOf(",") + 1);
  if (format === "svg") return decodeURIComponent(body);
  return Uint8Array.from(atob(body), (char) => char.charCodeAt(0)).buffer;
}
