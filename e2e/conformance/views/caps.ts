import { mime, type Output } from "@vitrine/sdk";
import { assert, type Case, equal, rejection } from "../harness/index.ts";
import { measureStall } from "../support/measure-stall.ts";
import { openSandbox } from "../support/sandbox.ts";
import { figureOf, heightOf, outputOf, show } from "./show.ts";

const random = (count: number) => Array.from({ length: count }, Math.random);

const base64 = (values: number[]) => {
  const bytes = new Uint8Array(new Float64Array(values).buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 30_000) text += String.fromCharCode(...bytes.subarray(at, at + 30_000));
  return btoa(text);
};

/** Figures of very many points, each drawn from a part of them. */
const large: Record<string, () => object[]> = {
  markers: () => [{ type: "scatter", mode: "markers", x: random(300_000), y: random(300_000) }],
  typed: () => [{ type: "scatter", mode: "markers", y: { dtype: "f8", bdata: base64(random(300_000)) } }],
  line: () => [{ type: "scatter", mode: "lines", y: random(900_000) }],
  bar: () => [{ type: "bar", x: Array.from({ length: 50_000 }, (_, index) => `category ${index}`), y: random(50_000) }],
  contour: () => [{ type: "contour", z: Array.from({ length: 700 }, () => random(700)) }],
  heatmap: () => [{ type: "heatmap", z: Array.from({ length: 900 }, () => random(900)) }],
  traces: () => Array.from({ length: 5000 }, () => ({ type: "scatter", y: random(20) })),
};

/** Small figures over which Plotly, given them as they are, computes for more than ten seconds. */
const fine: Record<string, [trace: object, layout?: object]> = {
  bins: [{ type: "histogram", x: [1, 2, 3], xbins: { start: 0, end: 10, size: 1e-9 } }],
  "bins of two dimensions": [{ type: "histogram2d", x: [1, 2, 3], y: [1, 2, 3], xbins: { start: 0, end: 10, size: 1e-3 }, ybins: { start: 0, end: 10, size: 1e-3 } }],
  contours: [{ type: "contour", z: [[1, 2], [3, 4]], contours: { start: 0, end: 1, size: 1e-9 } }],
  ticks: [{ y: [1, 2] }, { xaxis: { dtick: 1e-9 } }],
  "number of ticks": [{ y: [1, 2] }, { xaxis: { nticks: 1e9 } }],
  dates: [{ x: ["0001-01-01", "9999-12-31"], y: [1, 2] }, { xaxis: { dtick: 1 } }],
  logarithm: [{ y: [1e-300, 1e300] }, { yaxis: { type: "log", dtick: "D1" } }],
  title: [{ y: [1] }, { title: { text: "<b>".repeat(20_000) + "a<br>".repeat(100_000) } }],
  text: [{ y: [1, 2], mode: "text", text: ["x".repeat(5_000_000), "b"] }],
};

/** A PNG of which only the header is there: enough to be refused for its size. */
function pngOf(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

const refusal = async (shown: Promise<unknown>, what: string) => {
  const { code, fix, details } = (await rejection(shown, what)) as Error & { code?: string; fix?: string; details?: { limit?: string } };
  return [code, details?.limit, Boolean(fix)];
};

export const capCases: Case[] = [
  {
    id: "large-figures",
    title: "S10: of a figure with too many points a part is drawn, and the view says so (host stall told)",
    async run(context) {
      const { view, slot } = await show(context, figureOf([{ type: "bar", y: [1, 2] }], { height: 300 }));
      equal([view.notes, await heightOf(slot, (now) => now === 300)], [[], 300], "control: a small figure has no note");
      const told: string[] = [];
      for (const [name, make] of Object.entries(large)) {
        const figure = figureOf(make(), { height: 300 });
        const stall = measureStall();
        const started = performance.now();
        await view.update(figure);
        told.push(`${name}: ${Math.round(performance.now() - started)} ms, stall ${stall()} ms`);
        assert(/ of [\d\u202f]+ (?:points|traces) are shown/.test(view.notes.join(" ")), `${name}: ${view.notes.join(" ")}`);
        assert((await heightOf(slot, (now) => now > 315)) > 315, `${name}: the note takes room`);
      }
      return told.join("; ");
    },
  },
  {
    id: "fine-figures",
    title: "S10: a small figure that asks for very many ticks, bins or contours, or has very long texts, is drawn soon (host stall told)",
    async run(context) {
      const { view } = await show(context, figureOf([{ type: "bar", y: [1, 2] }]));
      const told: string[] = [];
      for (const [name, [trace, layout]] of Object.entries(fine)) {
        const stall = measureStall();
        const started = performance.now();
        // In some engines these hang the page itself, so that a deadline would not come.
        await view.update(figureOf([trace], layout)).catch((error: Error) => assert(false, `${name}: ${error.message}`));
        const ms = Math.round(performance.now() - started);
        told.push(`${name}: ${ms} ms, stall ${stall()} ms`);
        assert(ms < 5000, told.at(-1)!);
      }
      return told.join("; ");
    },
  },
  {
    id: "refused-figures",
    title: "S10: a figure that cannot be had in parts is refused with the limit, the amount and a fix; its text is drawn where it has one",
    async run(context) {
      const pie = figureOf([{ type: "pie", values: random(50_000) }]);
      const { view } = await show(context, outputOf({ ...pie.data, [mime.text]: "a pie" }));
      equal([view.mime, view.notes.length], [mime.text, 1], "with a text");
      equal(await refusal(view.update(pie), "a pie of 50 000 parts"), ["OUTPUT_LIMIT", "figurePoints", true], "without");
      await view.update(figureOf([{ type: "pie", values: random(20) }]));
      equal([view.mime, view.notes], [mime.plotly, []], "control: a pie of 20 parts");
    },
  },
  {
    id: "own-caps",
    title: "S10: figurePoints, imagePixels and htmlNodes are the embedder's: what one sandbox draws whole another cuts or refuses",
    async run(context) {
      const strict = await openSandbox(context, { limits: { figurePoints: 300, imagePixels: 299, htmlNodes: 100 } });
      const slot = document.createElement("div");
      document.body.append(slot);
      context.after(() => slot.remove());
      const canvas = new OffscreenCanvas(2, 200);
      canvas.getContext("2d")!.fillRect(0, 0, 1, 200);
      const picture = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      const inHtml = `<img src="data:image/png;base64,${btoa(String.fromCharCode(...picture))}">`;
      const outputs: Record<string, Output> = {
        figure: figureOf([{ type: "bar", y: random(400) }]),
        html: outputOf({ [mime.html]: "<p>a</p>".repeat(150) }),
        markdown: outputOf({ [mime.markdown]: "- a\n".repeat(150) }),
        "picture in HTML": outputOf({ [mime.html]: inHtml }),
      };
      for (const [name, output] of Object.entries(outputs)) {
        const whole = await show(context, output);
        const cut = await strict.show(output, slot);
        // Where frames share the page's thread, 400 bars are many as well.
        equal([name, cut.notes.length, name === "figure" || whole.view.notes.length === 0], [name, 1, true], "notes");
        if (name === "picture in HTML") assert((await heightOf(whole.slot, (now) => now > 150)) > (await heightOf(slot, (now) => now > 0)) + 100, "the picture takes room where it is drawn");
        cut.dispose();
      }
      const { view } = await show(context, outputOf({ [mime.png]: picture }));
      equal(view.mime, mime.png, "control: the picture is drawn");
      equal(await refusal(strict.show(outputOf({ [mime.png]: picture }), slot), "a picture of 400 pixels"), ["OUTPUT_LIMIT", "imagePixels", true], "a picture of 400 pixels");
      const text = await strict.show(outputOf({ [mime.png]: picture, [mime.text]: "a picture" }), slot);
      equal([text.mime, text.notes.length], [mime.text, 1], "a picture with a text");
      equal(await refusal(show(context, outputOf({ [mime.png]: pngOf(60_000, 60_000) })), "a bomb"), ["OUTPUT_LIMIT", "imagePixels", true], "a bomb");
    },
  },
  {
    id: "drawn-svg",
    title: "S10: an SVG is refused for its elements, counted as they stand and as they are drawn, and for the pictures in it; what programs write is drawn",
    async run(context) {
      const svg = (inside: string) => outputOf({ [mime.svg]: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">${inside}</svg>` });
      const sandbox = await openSandbox(context, { spares: 0 });
      const slot = document.body.appendChild(document.createElement("div"));
      context.after(() => slot.remove());
      const draws = async (inside: string) => {
        const view = await sandbox.show(svg(inside), slot);
        equal([view.mime, view.notes], [mime.svg, []], inside.slice(0, 60));
        view.dispose();
      };
      const refused = async (limit: string, inside: string) => equal(await refusal(sandbox.show(svg(inside), slot), inside.slice(0, 60)), ["OUTPUT_LIMIT", limit, true], inside.slice(0, 60));
      // As Matplotlib writes text and markers.
      await draws(`<defs><style>*{stroke-linejoin: round}</style><path id="m" d="M0 0L9 9"/></defs>${`<use xlink:href="#m" style="fill: #1f77b4"/>`.repeat(4000)}`);
      await draws(`<defs><marker id="arrow"><path d="M0 0L9 9"/></marker><linearGradient id="g"><stop/><stop/></linearGradient></defs>${`<path style="marker-end: url(#arrow); fill: url('#g')" d="M0 0L9 9"/>`.repeat(500)}`);
      await draws(`<filter id="s"><feGaussianBlur stdDeviation="2"/><feOffset dx="2"/><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>${`<rect width="9" height="9" filter="url(#s)"/>`.repeat(8)}`);
      await draws(`<g id="self"><use href="#self"/></g>`);
      await refused("htmlNodes", "<g/>".repeat(110_000));
      const nested = (ways: (level: number) => string) => Array.from({ length: 7 }, (_, level) => `<g id="n${level + 1}">${ways(level).repeat(10)}</g>`).join("") + ways(7);
      await refused("htmlNodes", nested((level) => (level === 0 ? "<rect/>" : `<use href="#n${level}"/>`)));
      await refused("htmlNodes", nested((level) => `<rect mask="url(&quot;#n${level}&quot;)"/>`));
      await refused("htmlNodes", nested((level) => `<rect style="clip-path: u\\72 l(\\23 n${level})"/>`));
      await refused("htmlNodes", nested((level) => `<use xlink:href="&#35;%6e${level}"/>`));
      const image = (side: number) => `<image href="data:image/png;base64,${btoa(String.fromCharCode(...pngOf(side, side)))}"/>`;
      await draws(image(1000));
      await refused("imagePixels", image(5000) + image(5000));
    },
  },
];
