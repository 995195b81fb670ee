import type { Json } from "@vitrine/protocol";
import { library } from "../library.ts";
import { darkLayout } from "./plotly-theme.ts";
import type { Drawing, Renderer, RenderRequest } from "./renderer.ts";

type JsonObject = { [key: string]: Json };

/** The part of Plotly's interface that is used here. */
interface Plotly {
  newPlot(element: HTMLElement, figure: { data: Json[]; layout: JsonObject; frames: Json[]; config: object }): Promise<unknown>;
  react(element: HTMLElement, figure: { data: Json[]; layout: JsonObject; frames: Json[]; config: object }): Promise<unknown>;
  purge(element: HTMLElement): void;
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

/** A Plotly figure: data and layout only, drawn by the bundle that the host sent, none of which evaluates code. */
export const renderPlotly: Renderer = async ({ root, ...request }): Promise<Drawing> => {
  let Plotly = library("Plotly") as Plotly;
  const element = document.createElement("div");
  element.role = "figure";
  root.append(element);
  let { layoutFor, height, ...parts } = prepare(element, request);
  const figureFor = (theme: "light" | "dark") => ({ ...parts, layout: layoutFor(theme), config });
  await Plotly.newPlot(element, figureFor(request.theme));
  return {
    async setTheme(next) {
      await Plotly.newPlot(element, figureFor(next));
    },
    async update(next) {
      ({ layoutFor, height, ...parts } = prepare(element, next));
      const latest = library("Plotly") as Plotly;
      // Traces that the bundle lacked came with another, which draws anew.
      if (latest !== Plotly) Plotly.purge(element);
      Plotly = latest;
      await Plotly.react(element, figureFor(next.theme));
    },
    async toImage({ format, width, height: wanted, scale }) {
      const url = await Plotly.toImage(element, { format, width: width || element.clientWidth || 700, height: wanted || element.clientHeight || height, scale });
      return decodeDataUrl(url, format);
    },
    dispose: () => Plotly.purge(element),
  };
};

/** What of a figure is drawn, and the element made ready for it. */
function prepare(element: HTMLElement, { data, alt }: Omit<RenderRequest, "root">) {
  const figure = data as { data?: Json; layout?: Json; frames?: Json };
  const given = withoutNetwork(isObject(figure.layout) ? figure.layout : {});
  const height = typeof given.height === "number" ? given.height : usualHeight;
  element.ariaLabel = alt;
  element.style.height = `${height}px`;
  return {
    data: Array.isArray(figure.data) ? figure.data : [],
    frames: Array.isArray(figure.frames) ? figure.frames : [],
    height,
    layoutFor: (theme: "light" | "dark"): JsonObject => ({ ...given, autosize: given.width === undefined, ...(theme === "dark" ? darkLayout(given) : {}) }),
  };
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
