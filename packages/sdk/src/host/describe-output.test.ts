import type { Json, MimeBundle } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { describeOutput } from "./describe-output.ts";

const figure = (data: object[], layout: object = {}, rest: object = {}): MimeBundle => ({ "application/vnd.plotly.v1+json": { data, layout, ...rest } as unknown as Json });
const lite = (spec: object): MimeBundle => ({ "application/vnd.vegalite.v5+json": spec as Json });
const typed = (numbers: number[]) => ({ dtype: "f8", bdata: Buffer.from(new Float64Array(numbers).buffer).toString("base64") });

describe("what is said of an output", () => {
  test.each<[string, MimeBundle, string]>([
    [
      "a bar chart",
      figure([{ type: "bar", x: ["Mercury", "Venus", "Earth"], y: [0, 0, 1] }], { title: { text: "Known <b>moons</b>" }, yaxis: { title: "moons" } }),
      'bar chart, titled "Known moons", x axis 3 categories (Mercury, Venus, Earth), y axis "moons" 0 to 1, 3 points',
    ],
    [
      "typed numbers, series and a second axis",
      figure([{ y: typed([1.5, -2.25, 7]), name: "a" }, { y: [1, 2], yaxis: "y2", name: "b" }, { type: "bar", y: typed([3]) }], { yaxis2: { title: { text: "right" } } }),
      'scatter × 2 and bar chart, y axis -2.25 to 7, y axis 2 "right" 1 to 2, series a, b, 6 points',
    ],
    ["dates", figure([{ x: ["2024-03-01T00:00:00", "2024-01-05"], y: [1, 2] }]), "scatter chart, x axis 2024-01-05 to 2024-03-01, y axis 1 to 2, 2 points"],
    ["a heatmap", figure([{ type: "heatmap", z: [[1, 2], [3, 9]], x: ["a", "b"] }]), "heatmap chart, x axis 2 categories (a, b), value 1 to 9, 4 points"],
    ["a typed heatmap", figure([{ type: "heatmap", z: { ...typed([1, 2, 3, 9]), shape: "2, 2" } }]), "heatmap chart, value 1 to 9, 4 points"],
    ["a surface", figure([{ type: "surface", z: [[1, 5]] }], { scene: { zaxis: { title: { text: "height" } } } }), 'surface chart, z axis "height" 1 to 5, 2 points'],
    ["a pie", figure([{ type: "pie", labels: ["up", "down"], values: [30, 10] }]), "pie chart, 2 parts (up 30, down 10) of 10 to 30"],
    ["a sunburst without values", figure([{ type: "sunburst", labels: ["all", "a"], parents: ["", "all"] }]), "sunburst chart, 2 parts (all, a)"],
    ["a map of countries", figure([{ type: "choropleth", locations: ["FRA", "DEU"], z: [1, 2] }]), "choropleth chart, value 1 to 2, places 2 categories (FRA, DEU), 2 points"],
    ["places on a map", figure([{ type: "scattergeo", lat: [48, 52], lon: [2, 13] }]), "scattergeo chart, latitude 48 to 52, longitude 2 to 13, 2 points"],
    ["prices", figure([{ type: "candlestick", x: ["2024-01-01"], low: [1], high: [9], open: [2], close: [3] }]), "candlestick chart, x axis 2024-01-01, y axis 1 to 9, 1 point"],
    ["an animation", figure([{ y: [1] }], {}, { frames: [{}, {}] }), "scatter chart, y axis 1, 1 point, 2 frames"],
    ["nothing", figure([]), "empty chart"],
    [
      "a Vega-Lite chart",
      lite({ title: "Cars", mark: { type: "point" }, data: { name: "d" }, datasets: { d: [{ hp: 46, o: "EU" }, { hp: 230, o: "US" }] }, encoding: { x: { field: "hp", title: "Power" }, y: { aggregate: "mean", field: "hp" }, color: { field: "o" } } }),
      'point chart, titled "Cars", x axis "Power" 46 to 230, y axis "mean of hp", color "o" 2 categories (EU, US), 2 rows of data',
    ],
    ["layers", lite({ layer: [{ mark: "line", encoding: { x: { field: "a" } } }, { mark: "rule" }], data: { values: [{ a: 1 }] } }), 'line and rule chart, x axis "a" 1, 1 rows of data'],
    ["a Vega chart", { "application/vnd.vega.v5+json": { marks: [{ type: "group", marks: [{ type: "rect" }, { type: "rect" }] }] } }, "rect × 2 chart"],
    [
      "a table",
      { "text/html": "<table>", "application/vnd.vitrine.table+json": { columns: [{ name: "a", type: "int64" }], index: null, indexName: null, rows: [[1]], shape: [1, 1] } },
      "Table of 1 row and 1 column: a (int64)",
    ],
    ["HTML", { "text/html": "<style>p{}</style><script>var a = '<b>'</script><p title='x'>Fish &amp; chips&#33;</p>", "text/plain": "<HTML object>" }, "Fish & chips!"],
    ["HTML without text", { "text/html": "<div id='a'></div><script>go()</script>", "text/plain": "a map" }, "a map"],
    ["LaTeX", { "text/latex": "$x^2$", "text/plain": "x**2" }, "$x^2$"],
    ["a picture", { "image/png": Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 2, 128, 0, 0, 1, 224]), "text/plain": "<PIL.Image>" }, "Picture (png, 640 × 480 pixels)"],
    ["an SVG", { "image/svg+xml": "<svg><title>A <![CDATA[ ]]>circle</title></svg>" }, "Picture (svg): A"],
    ["sound", { "audio/wav": new Uint8Array(12_000), "text/plain": "<Audio object>" }, "Audio (wav, 12 kB)"],
    ["JSON", { "application/json": { a: 1, b: [] } }, "JSON object with a, b"],
    ["text", { "text/plain": "42" }, "42"],
    ["something unknown", { "application/x-own": new Uint8Array(1) }, "Output of type application/x-own"],
  ])("%s", (_, data, words) => {
    expect(describeOutput(data)).toBe(words);
  });

  test("what the program itself says comes first, cut", () => {
    expect(describeOutput({ "image/png": new Uint8Array(1) }, { alt: "line chart, titled \"T\"" })).toBe('line chart, titled "T"');
    expect(describeOutput({ "image/png": new Uint8Array(1) }, { alt: "a".repeat(9000) })).toHaveLength(500);
    expect(describeOutput({ "image/png": new Uint8Array(1) }, { alt: 5 })).toBe("Picture (png, 1 bytes)");
  });

  const odd: Json[] = [null, 1, "x", [], [null], {}, { data: 1 }, { data: [null, 1, []], layout: [] }, { data: [{ type: 5, x: { dtype: "f8", bdata: "!!" }, y: { dtype: "constructor", bdata: "" }, z: [[[{}]]], name: {} }] }];
  const more: Json[] = [{ data: [{ type: "scatter3d", scene: "__proto__", x: [1] }, { type: "pie", labels: {}, values: "x" }, { xaxis: "constructor", x: ["a"] }], layout: { title: [], xaxis: null } }, { columns: [null, { name: {} }], shape: ["a"] }, { mark: 5, encoding: [null], data: { values: [null] }, layer: [{ layer: [1] }], title: [{}] }];
  test.each(["application/vnd.plotly.v1+json", "application/vnd.vitrine.table+json", "application/vnd.vegalite.v5+json", "application/vnd.vega.v5+json", "application/json"])("hostile %s is described, too", (type) => {
    for (const value of [...odd, ...more]) {
      const words = describeOutput({ [type]: value });
      expect([typeof words, words.length > 0 && words.length <= 500], JSON.stringify(value)).toEqual(["string", true]);
    }
  });

  test("is short, however much there is", () => {
    const many = figure(Array.from({ length: 2000 }, (_, index) => ({ name: `series ${index}`.repeat(20), x: ["word ".repeat(100)], xaxis: `x${index}` })));
    expect(describeOutput(many).length).toBeLessThanOrEqual(500);
    // Past the budget values are only counted.
    expect(describeOutput(figure([{ y: Array.from({ length: 400_000 }, (_, index) => index) }]))).toContain("400000 points");
    expect(describeOutput(figure([{ y: { dtype: "f8", bdata: "A".repeat(8_000_000) } }]))).toBe("scatter chart, 750000 points");
    expect(describeOutput({ "text/html": "<script".repeat(100_000) }).length).toBeLessThanOrEqual(500);
  });
});
