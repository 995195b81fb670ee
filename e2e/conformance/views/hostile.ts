import { mime, type Output } from "@vitrine/sdk";
import { assert, type Case, createSink, equal, type Sink } from "../harness/index.ts";
import { figureOf, outputOf, show } from "./show.ts";

const bars = [{ type: "bar", y: [1, 2] }];

/** Outputs that want something of the network; each is given the address of a sink. */
const outputs: Record<string, (url: string) => Output> = {
  "layout-images": (url) => figureOf(bars, { images: [{ source: url, xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1 }] }),
  "trace-image": (url) => figureOf([{ type: "image", source: url }]),
  "map-style": (url) => figureOf([{ type: "scattermap", lat: [1], lon: [1] }], { map: { style: url } }),
  "geojson-url": (url) => figureOf([{ type: "choropleth", geojson: url, locations: ["a"], z: [1] }]),
  "markup-in-title": (url) => figureOf(bars, { title: { text: `<a href="javascript:parent.postMessage('x','*')">t</a><img src="${url}" onerror="fetch('${url}')">` } }),
  "svg-script": (url) =>
    outputOf({
      [mime.svg]: `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="fetch('${url}')"><script>fetch("${url}")</script><image href="${url}" width="9" height="9"/><foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${url}"/></foreignObject></svg>`,
    }),
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
      for (const [name, make] of Object.entries(outputs)) {
        const sink = createSink(`view-${name}`);
        // Some of them cannot be drawn at all, which is as good.
        await show(context, make(sink.url)).catch((error: { code?: string }) => assert(error.code === "VIEW_FAILED", `${name}: ${error.code}`));
        await nothingArrives(sink, name);
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
];
