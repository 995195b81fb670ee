import type { Json } from "@vitrine/protocol";
import { expect, test } from "vitest";
import { plotlyBundle } from "./plotly-bundle.ts";

const named = (figure: unknown, ...loaded: string[]) => /plotly-(\w+)\.min/.exec(plotlyBundle(figure as Json, new Set(loaded.map((name) => `plotly/plotly-${name}.min.js`))).path)?.[1];
const of = (...types: unknown[]) => ({ data: types.map((type) => (type === undefined ? {} : { type })) });
const button = (...args: unknown[]) => ({ ...of("bar"), layout: { updatemenus: [{ buttons: [{ method: "restyle", args }] }] } });

test.each([
  ["basic", of("bar", undefined)],
  ["basic", of()],
  ["basic", null],
  ["cartesian", of("bar", "histogram")],
  ["geo", of("scatter", "choropleth")],
  ["gl3d", of("surface", "scatter")],
  ["strict", of("bar", "surface")],
  ["strict", of("candlestick")],
  ["strict", of("no such type")],
  ["strict", of(null)],
  ["basic", { ...of("bar"), layout: { template: { data: { surface: [{ type: "surface" }] } }, scene: {} } }],
  ["cartesian", { ...of("bar"), frames: [{ data: [{ type: "box" }] }] }],
  ["cartesian", button("type", "heatmap")],
  ["cartesian", button({ type: ["bar", "violin"] })],
  ["strict", button({ data: [{ type: "table" }] })],
  ["basic", button({ xaxis: { type: "log" } }, "type")],
  ["gl3d", { ...of("surface"), layout: { sliders: [{ steps: [{ args: ["visible", true] }] }] } }],
])("The smallest bundle that draws all traces: %s for %j", (name, figure) => {
  expect(named(figure)).toBe(name);
});

test("A view that has a bundle keeps it where it is enough, and gets the strict one where it is not", () => {
  expect(named(of("bar"), "cartesian")).toBe("cartesian");
  expect(named(of("bar"), "gl3d")).toBe("strict");
  expect(named(of("bar"), "basic", "strict")).toBe("strict");
});
