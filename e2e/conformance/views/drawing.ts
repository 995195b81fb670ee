import { mime } from "@vitrine/sdk";
import { assert, type Case, equal } from "../harness/index.ts";
import { sharedSandbox } from "../support/sandbox.ts";
import { figureOf, lookAt, outputOf, show } from "./show.ts";

const grid = Array.from({ length: 10 }, (_, row) => Array.from({ length: 10 }, (__, column) => Math.sin(row) * Math.cos(column)));

const figures: Record<string, object[]> = {
  bar: [{ type: "bar", x: ["a", "b"], y: [1, 2] }],
  typed: [{ type: "scatter", y: { dtype: "f8", bdata: btoa(String.fromCharCode(...new Uint8Array(new Float64Array([1, 3, 2]).buffer))) } }],
  histogram: [{ type: "histogram", x: [1, 1, 2, 3] }],
  heatmap: [{ type: "heatmap", z: grid }],
  surface: [{ type: "surface", z: grid }],
  funnel: [{ type: "funnel", y: ["a", "b"], x: [2, 1] }],
  choropleth: [{ type: "choropleth", locations: ["FRA", "DEU"], z: [1, 2] }],
};

const table = {
  columns: [{ name: "n", type: "int64" }, { name: "<b>", type: "object" }],
  index: null,
  indexName: null,
  rows: [[1, "<img src=x onerror=alert(1)>"], [null, "b"]],
  shape: [2, 2],
};

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="teal"/></svg>`;

export const drawingCases: Case[] = [
  ...Object.entries(figures).map(([name, data]) => ({
    id: `plotly-${name}`,
    title: `S4: a Plotly figure is drawn in its slot and can be saved as a picture (${name})`,
    async run(context: Parameters<typeof show>[0]) {
      if (name === "surface" && !document.createElement("canvas").getContext("webgl")) context.skip("this browser has no WebGL");
      const { view, slot } = await show(context, figureOf(data, { title: { text: "T" } }));
      equal([view.mime, slot.children.length, slot.clientHeight > 100], [mime.plotly, 1, true], "what stands in the slot");
      const png = await view.toImage({ format: "png", width: 300, height: 200, scale: 2 });
      const { width, height, colours } = await lookAt(png);
      equal([png.type, width, height], ["image/png", 600, 400], "the picture");
      assert(colours > 5, `the picture has ${colours} colours`);
      if (name !== "bar") return;
      const drawn = await (await view.toImage({ format: "svg" })).text();
      assert(drawn.startsWith("<svg") && drawn.includes(">T</text>"), "the SVG is one, with the title as text");
    },
  })),
  {
    id: "table",
    title: "S4: a table is drawn as text, whatever its cells hold",
    async run(context) {
      const { view, slot } = await show(context, outputOf({ [mime.table]: table, [mime.html]: "<script>alert(1)</script>" }));
      equal([view.mime, slot.clientHeight > 40], [mime.table, true], "what was chosen");
    },
  },
  {
    id: "pictures",
    title: "Pictures and text are drawn; a PNG comes back as it is, an SVG as a PNG where that is asked for",
    async run(context) {
      const canvas = new OffscreenCanvas(30, 10);
      canvas.getContext("2d")!.fillRect(0, 0, 15, 10);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      const png = await show(context, outputOf({ [mime.png]: bytes }));
      equal([...new Uint8Array(await (await png.view.toImage()).arrayBuffer())].length, bytes.length, "PNG bytes");
      const drawn = await show(context, outputOf({ [mime.svg]: svg }));
      equal((await lookAt(await drawn.view.toImage({ scale: 1 }))).width, 40, "width of the SVG as PNG");
      const text = await show(context, outputOf({ [mime.text]: "line\n".repeat(5) }));
      assert(text.slot.clientHeight > 60, "five lines take room");
    },
  },
  {
    id: "picture-for-a-model",
    title: "A picture of a figure is made without showing it, no wider and no heavier than asked for, and leaves nothing in the page",
    async run() {
      const sandbox = await sharedSandbox("pyodide-0.29");
      const before = [document.body.children.length, document.documentElement.scrollHeight, (await sandbox.inspect()).views];
      const wide = figureOf(figures["heatmap"]!, { width: 1600, height: 900, title: { text: "T" } });
      const sizeOf = async (bytes: Uint8Array<ArrayBuffer>) => ({ bytes: bytes.length, ...(await lookAt(new Blob([bytes], { type: "image/png" }))) });
      const picture = async (...given: Parameters<typeof sandbox.picture>) => sizeOf(new Uint8Array(await sandbox.picture(...given)));
      const usual = await picture(wide);
      assert(usual.width <= 768 && usual.width > 600 && usual.colours > 20 && usual.bytes <= 500_000, JSON.stringify(usual));
      const light = await picture(wide, { maxBytes: Math.round(usual.bytes / 2) });
      assert(light.bytes <= usual.bytes / 2 && light.width < usual.width && light.colours > 5, JSON.stringify([usual, light]));
      const canvas = new OffscreenCanvas(2000, 100);
      canvas.getContext("2d")!.fillRect(0, 0, 500, 50);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      const { width, height } = await picture(outputOf({ [mime.png]: bytes }), { maxWidth: 400 });
      equal([width, height], [400, 20], "a picture that is one already");
      const refused = await Promise.all([sandbox.picture(wide, { maxBytes: 10 }), sandbox.picture(outputOf({ [mime.text]: "x" }))].map((made) => made.then(() => "made", ({ code }: { code: string }) => code)));
      equal(refused, ["VIEW_FAILED", "VIEW_FAILED"], "what has none");
      equal([document.body.children.length, document.documentElement.scrollHeight, (await sandbox.inspect()).views], before, "what is left");
    },
  },
  {
    id: "not-a-picture",
    title: "S4: bytes that are no picture are refused, not sniffed",
    async run(context) {
      const html = new TextEncoder().encode("<html><script>alert(1)</script>");
      const failure = await show(context, outputOf({ [mime.png]: html })).catch((error: { code: string }) => error.code);
      equal(failure, "VIEW_FAILED", "code");
    },
  },
  {
    id: "unsupported",
    title: "A bundle that holds nothing that can be drawn is refused, and nothing stays in the slot",
    async run(context) {
      const slot = document.createElement("div");
      document.body.append(slot);
      context.after(() => slot.remove());
      const sandbox = await sharedSandbox("pyodide-0.29");
      const failure = await sandbox.show(outputOf({ "application/x-unknown": new Uint8Array(2) }), slot).catch((error: { code: string }) => error.code);
      equal([failure, slot.childElementCount], ["OUTPUT_UNSUPPORTED", 0], "code");
    },
  },
];
