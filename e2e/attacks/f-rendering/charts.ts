import { mime } from "@vitrine/sdk";
import { vegaLite } from "../../conformance/views/rich.ts";
import { outputOf } from "../../conformance/views/show.ts";
import { attacksOf, type HostileOutput } from "./draw-all.ts";

const bars = [{ type: "bar", y: [1, 2] }];

/** Markup in every text that a chart may set. */
const markup = (url: string, say: string) => `<a href="javascript:${say}" target="_top">t</a><img src="${url}" onerror="${say}"><script>${say}</script>`;

type Figure = (url: string, say: string) => { data: object[]; layout?: object; config?: object; frames?: object[] };

const imagesOf = (url: string) => [{ source: url, xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1 }];

/** With the same bundle in a bare frame, and the figure's own configuration: what Plotly does by itself. */
const plotly = (figure: Figure, control: boolean): HostileOutput => ({
  make: (url, say) => {
    const { layout = {}, ...rest } = figure(url, say);
    return outputOf({ [mime.plotly]: { layout, ...rest } as never });
  },
  ...(control && {
    plain: {
      scripts: ["plotly/plotly-strict.min.js"],
      html: (url: string, say: string) => `<div id="x"></div><script>Plotly.newPlot("x", ${JSON.stringify(figure(url, say)).replaceAll("<", "\\u003c")})</script>`,
    },
  }),
});

const figures: Record<string, HostileOutput> = {
  "layout-images": plotly((url) => ({ data: bars, layout: { images: imagesOf(url) } }), true),
  "template-images": plotly((url) => ({ data: bars, layout: { template: { layout: { images: imagesOf(url), imagedefaults: { source: url } } }, images: [{ x: 0, y: 1, sizex: 1, sizey: 1 }] } }), false),
  "update-menu": plotly((url) => ({ data: bars, layout: { updatemenus: [{ active: 0, buttons: [{ label: "x", method: "relayout", args: [{ images: imagesOf(url) }] }] }] } }), false),
  "slider-and-frames": plotly((url) => ({ data: bars, layout: { sliders: [{ active: 0, steps: [{ label: "x", method: "animate", args: [["a"]] }] }] }, frames: [{ name: "a", layout: { images: imagesOf(url) } }] }), false),
  "trace-image": plotly((url) => ({ data: [{ type: "image", source: url }] }), false),
  "map-style": plotly((url) => ({ data: [{ type: "scattermap", lat: [1], lon: [1] }], layout: { map: { style: url } } }), false),
  "map-layers": plotly((url) => ({ data: [{ type: "scattermap", lat: [1], lon: [1] }], layout: { map: { style: "white-bg", layers: [{ sourcetype: "raster", source: [`${url}{z}`] }] } } }), false),
  "map-box": plotly((url) => ({ data: [{ type: "scattermapbox", lat: [1], lon: [1] }], layout: { mapbox: { style: url, accesstoken: "x" } } }), false),
  "geojson-url": plotly((url) => ({ data: [{ type: "choropleth", geojson: url, locations: ["a"], z: [1] }] }), true),
  "topojson-url": plotly((url) => ({ data: [{ type: "scattergeo", lat: [1], lon: [1] }], layout: {}, config: { topojsonURL: url } }), true),
  "server-url": plotly((url) => ({ data: bars, config: { plotlyServerURL: url, showSendToCloud: true, showEditInChartStudio: true, modeBarButtonsToAdd: ["sendDataToCloud"] } }), false),
  "texts": plotly((url, say) => ({ data: [{ type: "bar", y: [1, 2], name: markup(url, say), text: [markup(url, say), "x"], hovertemplate: markup(url, say) }], layout: { title: { text: markup(url, say) }, xaxis: { title: { text: markup(url, say) } }, annotations: [{ text: markup(url, say), x: 0, y: 1 }], showlegend: true } }), false),
  "texts-from-templates": plotly((url) => ({ data: [{ type: "bar", y: [1], customdata: [`a href="${url}"`], texttemplate: "<%{customdata}>t</a>" }] }), false),
  "link-in-title": plotly((url) => ({ data: bars, layout: { title: { text: `<a href="${url}">t</a>` } } }), false),
  "style-in-text": plotly((url) => ({ data: bars, layout: { title: { text: `<span style="background: url(${url}); cursor: url(${url}), auto; position: fixed">t</span>` } } }), false),
  "marker-symbol": plotly((url) => ({ data: [{ type: "scatter", y: [1, 2], marker: { symbol: `url(${url})`, pattern: { shape: `url(${url})`, path: `M0 0"/><image href="${url}"/>` } }, line: { color: `url(${url})` } }] }), false),
  "font-family": plotly((url, say) => ({ data: bars, layout: { font: { family: `x"; background: url(${url}); src: "` }, title: { text: "t", font: { family: `'></text><script>${say}</script>` } } } }), false),
  "colour": plotly((url) => ({ data: bars, layout: { paper_bgcolor: `url(${url})`, plot_bgcolor: `url("${url}")`, shapes: [{ type: "path", path: `M0,0"/><image href="${url}"/>`, fillcolor: `url(${url})` }] } }), false),
};

const vegaOf = (spec: object): HostileOutput => ({ make: () => outputOf({ "application/vnd.vegalite.v5+json": spec as never }) });

/** A Vega-Lite chart that needs its address, drawn with the same libraries in a bare frame as the control. */
const vega = (spec: (url: string, say: string) => object, control: boolean): HostileOutput => ({
  make: (url, say) => outputOf({ "application/vnd.vegalite.v5+json": spec(url, say) as never }),
  ...(control && {
    plain: {
      scripts: ["views/vega.min.js", "views/vega-lite.min.js", "views/vega-embed.min.js"],
      html: (url: string, say: string) => `<div id="x"></div><script>vegaEmbed("#x", ${JSON.stringify(spec(url, say)).replaceAll("<", "\\u003c")}).catch(() => {})</script>`,
    },
  }),
});

const charts: Record<string, HostileOutput> = {
  data: vega((url) => ({ ...vegaLite, data: { url } }), true),
  lookup: vega((url) => ({ ...vegaLite, transform: [{ lookup: "a", from: { data: { url }, key: "a", fields: ["c"] } }] }), true),
  image: vega((url, say) => ({ ...vegaLite, mark: { type: "image", url, width: 20, height: 20, href: `javascript:${say}` } }), true),
  topojson: vega((url) => ({ mark: "geoshape", data: { url, format: { type: "topojson", feature: "countries" } } }), true),
  options: vega((url, say) => ({ ...vegaLite, usermeta: { embedOptions: { actions: true, loader: { baseURL: url }, patch: url, config: url, sourceHeader: `<script>${say}</script>`, ast: false } } }), true),
  expression: vega((url, say) => ({ ...vegaLite, transform: [{ calculate: `''.constructor.constructor("${say}; fetch('${url}')")()`, as: "c" }] }), false),
  "expression-prototype": vega((url) => ({ ...vegaLite, transform: [{ calculate: `datum.__proto__.constructor.constructor("fetch('${url}')")()`, as: "c" }] }), false),
  "expression-of-vega": { make: (url) => outputOf({ "application/vnd.vega.v5+json": { signals: [{ name: "s", update: `[].map.constructor("fetch('${url}')")()` }], marks: [{ type: "image", encode: { enter: { url: { value: url } } } }] } }) },
  "data-of-vega": { make: (url) => outputOf({ "application/vnd.vega.v5+json": { data: [{ name: "d", url, format: { type: "json" } }, { name: "e", url: { signal: `'${url}'` } }], marks: [] } }) },
  "load-expression": { make: (url) => outputOf({ "application/vnd.vega.v5+json": { data: [{ name: "d", values: [{ a: 1 }], transform: [{ type: "load", url, as: "b" }] }], signals: [{ name: "s", on: [{ events: "timer{10}", update: `open('${url}')` }] }], marks: [] } }) },
  "event-handler": { make: (url, say) => outputOf({ "application/vnd.vega.v5+json": { eventConfig: { globalCursor: true, defaults: { allow: true } }, signals: [{ name: "s", value: 0, on: [{ events: "window:load, window:timer{5}", update: `"${say}"` }] }], marks: [{ type: "text", encode: { enter: { text: { value: "x" }, href: { value: url }, cursor: { value: `url(${url}), auto` } } } }] } }) },
  title: vega((url, say) => ({ ...vegaLite, title: `<img src="${url}" onerror="${say}">`, description: `<script>${say}</script>` }), false),
  tooltip: vega((url, say) => ({ ...vegaLite, mark: { type: "bar", tooltip: { content: `<img src="${url}" onerror="${say}">` } } }), false),
  prototype: vegaOf(JSON.parse(`{"mark": "bar", "__proto__": {"polluted": 1}, "config": {"__proto__": {"polluted": 1}}, "data": {"values": [{"__proto__": {"polluted": 1}, "a": 1}]}, "encoding": {"x": {"field": "a"}}}`) as object),
};

export const chartAttacks = [...attacksOf("F-plotly-", "a Plotly figure", figures), ...attacksOf("F-vega-", "a Vega chart", charts)];
