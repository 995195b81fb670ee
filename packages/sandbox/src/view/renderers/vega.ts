import type { Json } from "@vitrine/protocol";
import { library } from "../library.ts";
import type { Renderer } from "./renderer.ts";

type JsonObject = { [key: string]: Json };

interface Loader {
  load(uri: string): Promise<string>;
  sanitize(uri: string, options?: { context?: string }): Promise<{ href: string }>;
  http(uri: string): Promise<string>;
  file(uri: string): Promise<string>;
}

/** The part of vega-embed's interface that is used here. */
type Embed = (element: HTMLElement, spec: JsonObject, options: object) => Promise<{ view: VegaView; finalize(): void }>;

interface VegaView {
  toCanvas(scale: number): Promise<HTMLCanvasElement>;
  toSVG(scale?: number): Promise<string>;
}

/** Transparent, with the text's colour from the surroundings; what the author set wins. */
const configFor = (theme: "light" | "dark", text: string) => ({
  background: "transparent",
  ...(theme === "dark" && {
    title: { color: text, subtitleColor: text },
    style: { "guide-label": { fill: text }, "guide-title": { fill: text }, "group-title": { fill: text } },
    axis: { domainColor: "#888", gridColor: "rgba(255, 255, 255, 0.16)", tickColor: "#888" },
    view: { stroke: "rgba(255, 255, 255, 0.2)" },
  }),
});

/** A Vega or Vega-Lite chart. Expressions are interpreted, never compiled to code; data is what the chart brings along. */
export const renderVega: Renderer = async ({ root, data, mime, alt, theme }) => {
  if (!isObject(data)) throw new Error("the chart is no JSON object");
  // `usermeta` holds options for vega-embed, which are ours to give; the schema's version is in the MIME type.
  const { usermeta: _usermeta, $schema: _schema, ...spec } = data;
  const embed = library("vegaEmbed") as Embed;
  const element = document.createElement("div");
  element.role = "figure";
  element.ariaLabel = alt;
  root.append(element);
  const note = document.createElement("p");
  note.className = "note";
  const refuse = (what: string): Promise<never> => {
    note.textContent = "Data and pictures of other sites were left out.";
    root.append(note);
    return Promise.reject(new Error(`${what} is not fetched`));
  };
  const loader: Loader = {
    load: refuse,
    http: refuse,
    file: refuse,
    // Asked for pictures and links alike.
    sanitize: (uri, options) => (options?.context !== "href" && /^data:image\//i.test(uri) ? Promise.resolve({ href: uri }) : refuse(uri.slice(0, 100))),
  };
  const draw = (colours: "light" | "dark") =>
    embed(element, spec, {
      mode: mime.startsWith("application/vnd.vegalite.") ? "vega-lite" : "vega",
      renderer: "canvas",
      ast: true,
      actions: false,
      loader,
      // Vega's word for "errors only": a missing picture is no news for the console.
      logLevel: 1,
      config: configFor(colours, getComputedStyle(root).color),
    });
  let drawn = await draw(theme);
  return {
    async setTheme(next) {
      drawn.finalize();
      drawn = await draw(next);
    },
    async toImage({ format, scale }) {
      if (format === "svg") return drawn.view.toSVG();
      const canvas = await drawn.view.toCanvas(scale);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
      if (!blob) throw new Error("the chart is too large for a picture");
      return blob.arrayBuffer();
    },
    dispose: () => drawn.finalize(),
  };
};

const isObject = (value: Json | Uint8Array): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
