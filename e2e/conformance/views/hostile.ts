import { mime, type Output } from "@vitrine/sdk";
import { assert, type Case, createSink, equal, type Sink } from "../harness/index.ts";
import { measureStall } from "../support/measure-stall.ts";
import { figureOf, outputOf, show } from "./show.ts";

const bars = [{ type: "bar", y: [1, 2] }];

/** A picture that wants something of the network by every way that SVG has. */
const greedySvg = (url: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="fetch('${url}')"><style>@import url("${url}"); rect { fill: url("${url}#f"); }</style><script>fetch("${url}")</script><image href="${url}" width="9" height="9"/><use href="${url}#x"/><foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${url}"/></foreignObject><rect width="9" height="9"/></svg>`;

/** Markup in every text that Plotly sets. */
const markup = (url: string) => `<a href="javascript:parent.postMessage('x','*')" target="_top">t</a><img src="${url}" onerror="fetch('${url}')"><script>fetch("${url}")</script>`;

/** Outputs that want something of the network; each is given the address of a sink. */
const outputs: Record<string, (url: string) => Output> = {
  images: (url) => {
    const images = [{ source: url, xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1 }];
    const updatemenus = [{ buttons: [{ label: "x", method: "relayout", args: [{ images }] }] }];
    const layout = { images, updatemenus, template: { layout: { images, imagedefaults: { source: url } } } };
    return outputOf({ [mime.plotly]: { data: bars, layout, frames: [{ name: "a", layout: { images } }] } });
  },
  "trace-image": (url) => figureOf([{ type: "image", source: url }]),
  "map-style": (url) => figureOf([{ type: "scattermap", lat: [1], lon: [1] }], { map: { style: url } }),
  "geojson-url": (url) => figureOf([{ type: "choropleth", geojson: url, locations: ["a"], z: [1] }]),
  "config-of-its-own": (url) =>
    outputOf({
      [mime.plotly]: {
        data: [{ type: "scattergeo", lat: [1], lon: [1] }],
        layout: {},
        config: { topojsonURL: url, plotlyServerURL: url, showSendToCloud: true, mapboxAccessToken: "x", modeBarButtonsToAdd: ["sendDataToCloud"] },
      },
    }),
  "markup-in-texts": (url) =>
    figureOf([{ type: "bar", y: [1, 2], name: markup(url), text: [markup(url), "x"], hovertemplate: markup(url) }], {
      title: { text: markup(url) },
      xaxis: { title: { text: markup(url) } },
      annotations: [{ text: markup(url), x: 0, y: 1 }],
      showlegend: true,
    }),
  "svg-script": (url) => outputOf({ [mime.svg]: greedySvg(url) }),
  "table-markup": (url) =>
    outputOf({ [mime.table]: { columns: [{ name: `<img src="${url}">`, type: "object" }], index: null, indexName: null, rows: [[`<img src="${url}">`]], shape: [1, 1] } }),
};

async function nothingArrives(sink: Sink, what: string): Promise<void> {
  // What would have been sent would have been sent by now: the drawing is done, and two frames have gone by.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  equal(await sink.arrivals(), 0, `${what}: arrivals`);
}

export const hostileCases: Case[] = [
  {
    id: "no-request",
    title: "S4: what an output names is not fetched: layout images, image traces, map styles, geojson, markup in titles, SVG, cells",
    async run(context) {
      const control = createSink("view-control");
      const image = new Image();
      image.src = control.url;
      await control.arrived();
      // The same picture as a document of its own does ask.
      const asDocument = createSink("view-svg-control");
      const iframe = document.createElement("iframe");
      iframe.sandbox.add("allow-scripts");
      iframe.srcdoc = greedySvg(asDocument.url);
      document.body.append(iframe);
      context.after(() => iframe.remove());
      await asDocument.arrived();
      for (const [name, make] of Object.entries(outputs)) {
        const sink = createSink(`view-${name}`);
        // Some of them cannot be drawn at all, which is as good.
        await show(context, make(sink.url)).catch((error: { code?: string }) => assert(error.code === "VIEW_FAILED", `${name}: ${error.code}`));
        await nothingArrives(sink, name);
      }
    },
  },
  {
    id: "markup",
    title: "S4: markup in a figure's texts is text: the drawing holds no script, no handler, no picture and no javascript: link",
    async run(context) {
      const harmless = `<b>bold</b> <a href="https://example.com/">link</a>`;
      const control = await show(context, figureOf(bars, { title: { text: harmless } }));
      const kept = await (await control.view.toImage({ format: "svg" })).text();
      assert(kept.includes("https://example.com/"), "control: a link that may be there shows in the SVG");
      const { view } = await show(context, outputs["markup-in-texts"]!("https://example.com/picture"));
      const drawing = new DOMParser().parseFromString(await (await view.toImage({ format: "svg" })).text(), "image/svg+xml");
      assert(drawing.querySelector("text") !== null && drawing.querySelector("parsererror") === null, "control: the drawing has texts");
      for (const element of drawing.querySelectorAll("*")) {
        assert(!["script", "img", "image", "iframe", "foreignObject"].includes(element.localName), `the drawing holds a ${element.localName}`);
        for (const { name, value } of element.attributes) assert(!name.startsWith("on") && !/^\s*javascript:/i.test(value), `${element.localName} has ${name}="${value}"`);
      }
    },
  },
  {
    id: "pollution",
    title: "S4: keys that set prototypes change nothing in the host",
    async run(context) {
      const layout = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}') as object;
      await show(context, figureOf(bars, layout));
      equal([({} as { polluted?: number }).polluted, Object.getPrototypeOf({}) === Object.prototype], [undefined, true], "Object.prototype");
    },
  },
  {
    id: "size",
    title: "S4: a figure that wants to be a million pixels high stays inside what the host gives it",
    async run(context) {
      const { slot } = await show(context, figureOf(bars, { height: 1_000_000, width: 1_000_000 }));
      assert(slot.clientHeight <= 4000 && slot.clientWidth === 600, `${slot.clientWidth} × ${slot.clientHeight}`);
    },
  },
  {
    id: "bulk-drawing",
    title: "S4: of a huge text, table, JSON, HTML or Markdown only a part is drawn, so that drawing ends soon (host stall told)",
    async run(context) {
      const rows = Array.from({ length: 20_000 }, () => Array.from({ length: 200 }, (_, index) => index));
      const columns = Array.from({ length: 200 }, (_, index) => ({ name: `${index}`, type: "int64" }));
      const huge: Record<string, Output> = {
        text: outputOf({ [mime.text]: "word\n".repeat(1_000_000) }),
        json: outputOf({ [mime.json]: rows }),
        html: outputOf({ [mime.html]: `<table>${"<tr><td>1<td>2<td><b>3</b>".repeat(200_000)}` }),
        markdown: outputOf({ [mime.markdown]: "- *word* $x$\n".repeat(200_000) }),
        table: outputOf({ [mime.table]: { columns, index: null, indexName: null, rows, shape: [20_000, 200] } }),
        cell: outputOf({ [mime.table]: { columns: [{ name: "a", type: "object" }], index: null, indexName: null, rows: [["word ".repeat(1_000_000)]], shape: [1, 1] } }),
      };
      const told: string[] = [];
      for (const [name, output] of Object.entries(huge)) {
        const stall = measureStall();
        const started = performance.now();
        const { slot, view } = await show(context, output);
        const ms = Math.round(performance.now() - started);
        told.push(`${name}: ${ms} ms, stall ${stall()} ms`);
        assert(slot.clientHeight > 20 && slot.clientHeight <= 4000, `${name} is ${slot.clientHeight} pixels high`);
        // Whole, each of these takes five seconds and more in one of the engines.
        assert(ms < 5000, told.at(-1)!);
        view.dispose();
      }
      return told.join("; ");
    },
  },
];
