import { mime, type MimeBundle } from "@vitrine/sdk";
import { assert, type Case, equal } from "../harness/index.ts";
import { heightOf, lookAt, outputOf, show } from "./show.ts";

/** A chart with what Altair gives: inline data under a name. */
export const vegaLite = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.20.1.json",
  title: "T",
  data: { name: "d" },
  datasets: { d: [{ a: "x", b: 1 }, { a: "y", b: 3 }] },
  mark: "bar",
  encoding: { x: { field: "a", type: "nominal" }, y: { field: "b", type: "quantitative" }, color: { field: "a", type: "nominal" } },
};

const vega = {
  width: 100,
  height: 80,
  signals: [{ name: "double", update: "data('d')[0].v * 2" }],
  data: [{ name: "d", values: [{ v: 20 }, { v: 40 }], transform: [{ type: "formula", as: "w", expr: "datum.v + 10" }] }],
  marks: [{ type: "rect", from: { data: "d" }, encode: { enter: { x: { field: "v" }, y: { value: 0 }, width: { value: 15 }, height: { field: "w" }, fill: { value: "teal" } } } }],
};

/** One second of silence. */
function wav(): Uint8Array {
  const bytes = new Uint8Array(44 + 8000).fill(128, 44);
  const view = new DataView(bytes.buffer);
  const word = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at);
  word(0, "RIFF");
  view.setUint32(4, 36 + 8000, true);
  word(8, "WAVEfmt ");
  for (const [at, value] of [[16, 16], [24, 8000], [28, 8000], [40, 8000]] as const) view.setUint32(at, value, true);
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]] as const) view.setUint16(at, value, true);
  word(36, "data");
  return bytes;
}

const table = { columns: [{ name: "a", type: "int64" }], index: null, indexName: null, rows: [[1]], shape: [1, 1] };

export const richCases: Case[] = [
  {
    id: "preference",
    title: "Of the forms of one output the richest is drawn",
    async run(context) {
      const bundles: [string, MimeBundle][] = [
        [mime.table, { [mime.text]: "a", [mime.html]: "<table></table>", [mime.table]: table }],
        [mime.html, { [mime.text]: "a", [mime.markdown]: "a", [mime.html]: "<b>a</b>" }],
        ["application/vnd.vegalite.v5+json", { [mime.text]: "a", [mime.html]: "<b>a</b>", "application/vnd.vegalite.v5+json": vegaLite }],
        [mime.latex, { [mime.text]: "x**2", [mime.latex]: "$x^2$" }],
        ["audio/wav", { [mime.text]: "a", "audio/wav": wav() }],
      ];
      for (const [wanted, bundle] of bundles) equal((await show(context, outputOf(bundle))).view.mime, wanted, "what was chosen");
    },
  },
  {
    id: "html",
    title: "HTML is drawn with its styles and without its forms",
    async run(context) {
      const styled = await show(context, outputOf({ [mime.html]: `<style>#T_a td.x { height: 321px }</style><table id="T_a"><tr><td class="x">1</td></tr></table>` }));
      const height = await heightOf(styled.slot, (now) => now > 320);
      assert(height > 320 && height < 400, `a cell of 321 pixels makes ${height}`);
      const form = await show(context, outputOf({ [mime.html]: `<p>a</p><form><input style="display: block; height: 500px"><button style="display: block; height: 500px">b</button></form>` }));
      assert((await heightOf(form.slot, (now) => now > 10)) < 100, `a form makes ${form.slot.clientHeight}`);
      equal([styled.view.needsScripts, form.view.needsScripts], [false, false], "needsScripts");
    },
  },
  {
    id: "latex",
    title: "LaTeX is drawn as formulas, in HTML's own maths; what does not parse is shown as it is",
    async run(context) {
      const one = await show(context, outputOf({ [mime.latex]: String.raw`$x$` }));
      const flat = await heightOf(one.slot, (now) => now > 10);
      const tower = await show(context, outputOf({ [mime.latex]: String.raw`\frac{\frac{\frac{a}{b}}{c}}{\frac{d}{\frac{e}{f}}}` }));
      const high = await heightOf(tower.slot, (now) => now > flat * 1.5);
      assert(high > flat * 1.5, `a fraction of fractions is ${high} pixels high, a letter ${flat}`);
      const broken = await show(context, outputOf({ [mime.latex]: String.raw`$\frac{a$ and \undefined` }));
      assert((await heightOf(broken.slot, (now) => now > 10)) > 10, "what does not parse takes room");
    },
  },
  {
    id: "markdown",
    title: "Markdown is drawn with headings, lists, tables and formulas",
    async run(context) {
      const source = `# Heading\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nIt costs $5 or $6, and $x^2$.\n\n$$\n\\frac{\\frac{a}{b}}{c}\n$$\n`;
      const { slot, view } = await show(context, outputOf({ [mime.markdown]: source }));
      const height = await heightOf(slot, (now) => now > 180);
      equal([view.mime, height > 180 && height < 500], [mime.markdown, true], `drawn, ${height} pixels high`);
    },
  },
  {
    id: "audio",
    title: "Sound has the browser's controls",
    async run(context) {
      const { slot } = await show(context, outputOf({ "audio/wav": wav() }));
      assert((await heightOf(slot, (now) => now > 20)) > 20, `${slot.clientHeight} pixels`);
    },
  },
  ...Object.entries({ "vegalite.v4": vegaLite, "vegalite.v5": vegaLite, "vegalite.v6": vegaLite, "vega.v5": vega, "vega.v6": vega }).map(([kind, spec]) => ({
    id: `vega-${kind.replace(/.*\./, kind.startsWith("vegalite") ? "lite-" : "")}`,
    title: `S4: a chart of ${kind} is drawn without compiling its expressions, and can be saved as a picture`,
    async run(context: Parameters<typeof show>[0]) {
      const { view, slot } = await show(context, outputOf({ [`application/vnd.${kind}+json`]: spec }));
      assert((await heightOf(slot, (now) => now > 60)) > 60, `${slot.clientHeight} pixels`);
      const { width, colours } = await lookAt(await view.toImage({ scale: 2 }));
      assert(width >= 100 && (colours > 5 || kind.startsWith("vega.")) && colours > 1, `the picture is ${width} wide and has ${colours} colours`);
      const svg = await (await view.toImage({ format: "svg" })).text();
      assert(svg.startsWith("<svg") && (kind.startsWith("vega.") || svg.includes(">T</text>")), "the SVG");
      view.setTheme("dark");
      assert((await (await view.toImage({ format: "svg" })).text()).startsWith("<svg"), "the SVG in the dark");
    },
  })),
  {
    id: "picture-size",
    title: "A picture for dense screens takes the size that its metadata says",
    async run(context) {
      const canvas = new OffscreenCanvas(400, 200);
      canvas.getContext("2d")!.fillRect(0, 0, 150, 100);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      const { slot } = await show(context, outputOf({ [mime.png]: bytes }, { [mime.png]: { width: 200, height: 100 } }));
      equal(await heightOf(slot, (now) => now === 100), 100, "height");
    },
  },
];
