import { defaultLimits, type Json, mime, type MimeBundle } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { capFigure } from "./cap-figure.ts";
import { capForm, capsOf } from "./cap-form.ts";
import { capJson } from "./cap-json.ts";
import { cutHtml } from "./cut-html.ts";
import { everyNth, shapeOfLine } from "./pick-points.ts";

const counting = (count: number) => Array.from({ length: count }, (_, index) => index);
const typed = (values: number[]) => ({ dtype: "f8", bdata: Buffer.from(new Float64Array(values).buffer).toString("base64") });
const own = capsOf(defaultLimits, false);

type Traces = Record<string, Json>[];
const traces = (data: object[], most: number, layout: object = {}) => {
  const { data: figure, notes } = capFigure({ data, layout } as Json, most) as { data: { data: Traces; layout: Record<string, Json> }; notes: string[] };
  return { data: figure.data, layout: figure.layout, notes };
};

const limited = (make: () => unknown) => {
  try {
    make();
    return undefined;
  } catch (error) {
    const { code, message, fix, details } = error as { code: string; message: string; fix: string; details: { limit: string } };
    expect([code, message.includes(`limits.${details.limit}`), fix.length > 10]).toEqual(["OUTPUT_LIMIT", true, true]);
    return details.limit;
  }
};

describe("S10: points that are left out", () => {
  test("are spread evenly, the first and the last stay", () => {
    expect([everyNth(9, 3), everyNth(3, 9), everyNth(5, 1), everyNth(0, 1)]).toEqual([[0, 4, 8], [0, 1, 2], [0], []]);
  });

  test("of a line are none of its peaks, and no gap", () => {
    const values: (number | null)[] = counting(10_000).map(() => 0);
    values[3456] = 9;
    values[7654] = -9;
    values[5000] = null;
    const kept = shapeOfLine(values, 200);
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept).toEqual(expect.arrayContaining([0, 3456, 5000, 7654, 9999]));
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  });
});

describe("S10: a figure", () => {
  test("within its limit is as it was", () => {
    const data = [{ type: "bar", x: ["a", "b"], y: [1, 2] }];
    expect(traces(data, 1000)).toMatchObject({ data, notes: [] });
  });

  test.each([
    ["lists", (values: number[]): Json => values],
    ["typed numbers", typed],
  ])("over it keeps the same points of every list of a trace, and says so (%s)", (_, as) => {
    const many = counting(10_000);
    const { data, notes } = traces([{ type: "scatter", mode: "markers", x: as(many), y: as(many), text: many.map(String), marker: { color: as(many), size: 4 }, name: "n" }], 1000);
    const { x, y, text, marker } = data[0] as unknown as { x: number[]; y: number[]; text: string[]; marker: { color: number[]; size: number } };
    expect(x.length).toBeGreaterThan(900);
    expect(x.length).toBeLessThanOrEqual(1000);
    expect([y, marker.color, marker.size, text, data.at(0)?.["name"]]).toEqual([x, x, 4, x.map(String), "n"]);
    expect(notes).toEqual([expect.stringMatching(/^980 of 10.000 points are shown\.$/)]);
  });

  test("draws many more points of a line than marks, and shares what there is among its traces", () => {
    const line = { type: "scatter", mode: "lines", y: counting(20_000) };
    expect(traces([line], 2000).notes).toEqual([]);
    const shared = traces([{ ...line, mode: "markers" }, { type: "bar", y: counting(2000) }], 2000).data as { y: number[] }[];
    expect(shared.map(({ y }) => y.length)).toEqual([1781, 178]);
  });

  test("loses rows and columns of a grid evenly, with their labels; edges keep the last", () => {
    const z = counting(200).map((row) => counting(400).map((column) => row * 1000 + column));
    const grid = { type: "heatmap", x: counting(401), y: counting(200) };
    for (const rows of [z, { dtype: "f8", bdata: typed(z.flat()).bdata, shape: "200, 400" }]) {
      const [{ z: kept, x, y }] = traces([{ ...grid, z: rows }], 1000).data as unknown as [{ z: number[][]; x: number[]; y: number[] }];
      expect([kept.length < 110, kept.length > 90, kept.flat().length < 20_000]).toEqual([true, true, true]);
      expect([y.length, (x.length - 1) * y.length, x.at(-1), kept.flat().at(-1)]).toEqual([kept.length, kept.flat().length, 400, 199_399]);
    }
  });

  test("is refused where its parts are parts of a whole", () => {
    expect(limited(() => traces([{ type: "pie", values: counting(1000) }], 1000))).toBe("figurePoints");
    expect(limited(() => traces([{ type: "sankey", node: { label: ["a", "b"] }, link: { value: counting(2000) } }], 1000))).toBe("figurePoints");
    expect(limited(() => traces([{ type: "pie", values: counting(10) }], 1000))).toBeUndefined();
  });

  test("has no more traces, frames and lists of its layout than that, and asks for no more room than there is", () => {
    const { data, layout, notes } = traces(counting(5000).map(() => ({ y: [1] })), 1000, { width: 1e9, height: 1e9, grid: { rows: 1e6, columns: 1e6 }, annotations: counting(5000).map(() => ({ text: "a" })) });
    expect([data.length, (layout["annotations"] as Json[]).length, layout["width"], layout["grid"]]).toEqual([25, 50, 2500, { rows: 30, columns: 30 }]);
    expect(notes).toHaveLength(3);
    const frames = [{ data: [{ y: counting(5000) }], traces: [1] }];
    const animated = capFigure({ data: [{ y: [1] }, { type: "bar", y: [1] }], frames }, 1000).data as { frames: { data: { y: number[] }[] }[] };
    expect(animated.frames.flatMap((frame) => frame.data.map(({ y }) => y.length))).toEqual([980]);
  });

  test("with ticks, bins, contours or texts that are too fine or too long is drawn with Plotly's own, and others stay as they are", () => {
    const drawn = (trace: object, layout: object = {}) => {
      const { data, layout: kept, notes } = traces([trace], 1000, layout);
      return [data.at(0), kept, notes.length] as [Record<string, Json>, Record<string, Json>, number];
    };
    const years = counting(21).map((index) => 2000 + index);
    const honest: [object, object][] = [
      [{ type: "bar", x: years, y: years.map(() => 1e6) }, { xaxis: { dtick: 1 }, yaxis: { dtick: 1e5, nticks: 10 } }],
      [{ type: "scatter", x: ["2020-01-01", "2021-01-01"], y: [1, 2] }, { xaxis: { dtick: 86_400_000 * 30 } }],
      [{ type: "scatter", x: ["2020-01-01", "2021-01-01"], y: [1, 2] }, { xaxis: { dtick: "M1" } }],
      [{ type: "histogram", x: counting(100), xbins: { start: 0, end: 100, size: 5 }, nbinsx: 20 }, {}],
      [{ type: "contour", z: [[1, 2], [3, 4]], contours: { start: 0, end: 4, size: 0.5 } }, {}],
      [{ type: "bar", y: [1], marker: { line: { width: 2 } } }, { width: 700, height: 500, title: { text: "t" } }],
    ];
    for (const [trace, layout] of honest) expect(drawn(trace, layout)).toEqual([trace, layout, 0]);
    const [, axes] = drawn({ y: [1, 2] }, { xaxis: { dtick: 1e-9, minor: { dtick: 1e-9 } }, yaxis: { nticks: 1e9 }, template: { layout: { xaxis: { dtick: 1e-9 } } } });
    expect(axes).toEqual({ xaxis: { minor: {} }, yaxis: { nticks: 50 }, template: { layout: { xaxis: {} } } });
    expect(drawn({ x: ["0001-01-01", "9999-12-31"], y: [1, 2] }, { xaxis: { dtick: 1 } })[1]).toEqual({ xaxis: {} });
    expect(drawn({ x: ["0001-01-01", "9999-12-31"], y: [1e-300, 1e300] }, { xaxis: { dtick: "M1" }, yaxis: { type: "log", dtick: "D1" } })[1]).toEqual({ xaxis: {}, yaxis: { type: "log" } });
    expect(drawn({ y: [1], error_x: { value: 1e12 } }, { xaxis: { dtick: 1 } })[1]).toEqual({ xaxis: {} });
    expect(drawn({ y: [1] }, { xaxis: { dtick: 1, range: [0, 1e9] } })[1]).toEqual({ xaxis: { range: [0, 1e9] } });
    expect(drawn({ y: [1] }, { updatemenus: [{ buttons: [{ args: [{ "xaxis.dtick": 1e-9 }] }, { args: ["xaxis.nticks", 1e9] }] }] })[1]).toEqual({ updatemenus: [{ buttons: [{ args: [{}] }, { args: ["xaxis.nticks", 50] }] }] });
    expect(drawn({ type: "histogram", x: [1, 2], xbins: { start: 0, end: 10, size: 1e-9 } })[0]).toMatchObject({ xbins: { start: 0, end: 10 } });
    expect(drawn({ type: "histogram", x: [1, 2], xbins: { start: 0, end: 10, size: 1e-9 } })[0]["xbins"]).not.toHaveProperty("size");
    expect(drawn({ type: "contour", z: [[1, 2], [3, 4]], contours: { start: 0, end: 1, size: 1e-9 } })[0]["contours"]).toEqual({ start: 0, end: 1 });
    expect(drawn({ type: "isosurface", value: [1], surface: { count: 1e6 } })[0]["surface"]).toEqual({ count: 20 });
    const [, { title }, notes] = drawn({ y: [1] }, { title: { text: "a<br>".repeat(10_000) } });
    expect([(title as { text: string }).text.length, notes]).toEqual([2001, 0]);
  });

  test("that is none is left to the renderer", () => {
    for (const odd of [null, 1, "a", [], { data: 1 }, { data: [1, null, "a"], layout: [] }, { data: [{ type: 1, x: { dtype: "f8", bdata: "" }, z: [[]] }], frames: [1, { data: 1 }] }] as Json[]) capFigure(odd, 10);
  });
});

describe("S10: other forms", () => {
  const png = (width: number, height: number) => {
    const bytes = new Uint8Array(33);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return bytes;
  };
  const capped = (data: MimeBundle) => capForm(data, "static", own);

  test("a picture with too many pixels gives way to the text, or is refused; one that is none fails", () => {
    expect(capped({ [mime.png]: png(5000, 5000), [mime.text]: "a" })).toMatchObject({ mime: mime.png, notes: [] });
    expect(capped({ [mime.png]: png(50_000, 50_000), [mime.text]: "a" })).toMatchObject({ mime: mime.text, data: "a", notes: [expect.stringContaining("limits.imagePixels")] });
    // Not to markup, which the same program wrote.
    expect(limited(() => capped({ [mime.png]: png(50_000, 50_000), [mime.markdown]: "a" }))).toBe("imagePixels");
    expect(() => capped({ [mime.png]: new Uint8Array(3) })).toThrow("no PNG");
  });

  // What needs a parser of XML is tried in browsers: views/caps.ts, e-denial/pictures.ts.
  test("an SVG is refused for its elements, and for entities", () => {
    const svg = (inside: string) => ({ [mime.svg]: `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>` });
    expect(limited(() => capped(svg("<g/>".repeat(110_000))))).toBe("htmlNodes");
    expect(limited(() => capped({ [mime.svg]: `<!DOCTYPE svg [<!ENTITY a "b">]><svg/>` }))).toBe("htmlNodes");
  });

  test("HTML is cut before the element that is one too many, also where tags make more elements than they are", () => {
    expect(cutHtml("<p>a<p>b<p>c", 2)).toBe("<p>a<p>b");
    expect(cutHtml("a < b <3 <!-- x --> </p>", 1)).toBe("a < b <3 <!-- x --> </p>");
    const unclosed = counting(100).map((id) => `<b id="${id}">`).join("") + "<p>a".repeat(100);
    expect(cutHtml(unclosed, 250).match(/<p>/g)?.length).toBe(1);
    expect(cutHtml("<p><b>a</b></p>".repeat(100), 200)).toHaveLength(1500);
    const { data, notes } = capped({ [mime.html]: "<p>a</p>".repeat(30_000) });
    expect([(data as string).length, notes]).toEqual([160_000, [expect.stringContaining("only its beginning")]]);
  });

  test("of JSON the first values are kept", () => {
    expect(capJson({ a: [1, { b: null }], c: "x" })).toEqual({ a: [1, { b: null }], c: "x" });
    const cut = capJson({ a: counting(100_000), b: counting(100_000) }) as { a: Json[] };
    expect([cut.a.length, cut.a.at(-1), Object.keys(cut)]).toEqual([49_999, "…", ["a", "…"]]);
  });

  test("a Vega chart is refused for rows that it brings along or makes up", () => {
    const chart = (part: object) => ({ "application/vnd.vegalite.v5+json": { mark: "point", ...part } as Json });
    const rows = (count: number) => counting(count).map((a) => ({ a }));
    expect(limited(() => capped(chart({ data: { values: rows(70_000) } })))).toBeUndefined();
    for (const part of [{ data: { values: rows(90_000) } }, { datasets: { a: rows(90_000) } }, { data: { sequence: { start: 0, stop: 1e9 } } }, { layer: [{ data: { values: rows(90_000) } }] }, { data: { values: "a\n".repeat(90_000) } }]) {
      expect(limited(() => capped(chart(part)))).toBe("figurePoints");
    }
  });
});
