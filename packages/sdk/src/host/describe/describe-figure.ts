import type { Json } from "@vitrine/protocol";
import { type Budget, fullBudget } from "./budget.ts";
import { asWords, isObject, type JsonObject, objectsOf } from "./json.ts";
import { ValueRange } from "./value-range.ts";

const mostSeries = 10;
const mostAxes = 8;

/** Types whose `z` is what they show, and not a third axis. */
const flat = new Set(["heatmap", "contour", "histogram2d", "histogram2dcontour", "choropleth", "choroplethmap", "choroplethmapbox", "densitymap", "densitymapbox", "image"]);
const solid = new Set(["scatter3d", "surface", "mesh3d", "cone", "streamtube", "volume", "isosurface"]);
const shares = new Set(["pie", "sunburst", "treemap", "icicle", "funnelarea"]);

/** A Plotly figure in words: types of traces, title, axes with their ranges, series, number of points. */
export function describeFigure(figure: Json): string {
  if (!isObject(figure)) return "Figure";
  const traces = objectsOf(figure["data"]);
  const layout = isObject(figure["layout"]) ? figure["layout"] : {};
  const budget = fullBudget();
  const axes = new Map<string, ValueRange>();
  const points = traces.map((trace) => addTrace(trace, axes, budget)).reduce((sum, count) => sum + count, 0);
  const names = traces.map((trace) => asWords(trace["name"])).filter(Boolean);
  const frames = Array.isArray(figure["frames"]) ? figure["frames"].length : 0;
  return [
    `${kindsOf(traces)} chart`,
    titleOf(layout) && `titled "${titleOf(layout)}"`,
    ...axisWords(layout, axes),
    ...traces.slice(0, 5).map((trace) => describeParts(trace)),
    names.length > 0 && `series ${names.slice(0, mostSeries).join(", ")}${names.length > mostSeries ? ` and ${names.length - mostSeries} more` : ""}`,
    points > 0 && `${points} point${points === 1 ? "" : "s"}`,
    frames > 0 && `${frames} frames`,
  ]
    .filter(Boolean)
    .join(", ");
}

const typeOf = (trace: JsonObject) => asWords(trace["type"]) || "scatter";

/** "bar", "scatter × 2 and bar" */
function kindsOf(traces: JsonObject[]): string {
  const counts = new Map<string, number>();
  for (const trace of traces) counts.set(typeOf(trace), (counts.get(typeOf(trace)) ?? 0) + 1);
  return [...counts].map(([type, count]) => (count > 1 ? `${type} × ${count}` : type)).join(" and ") || "empty";
}

/** Takes a trace's values into its axes. Returns how many points it has. */
function addTrace(trace: JsonObject, axes: Map<string, ValueRange>, budget: Budget): number {
  const type = typeOf(trace);
  const add = (axis: string, ...values: (Json | undefined)[]): number => {
    if (values.every((value) => value === undefined)) return 0;
    const range = axes.get(axis) ?? new ValueRange();
    axes.set(axis, range);
    return Math.max(...values.map((value) => range.add(value, budget)));
  };
  const { x, y, z, r, theta, lat, lon, locations, low, high, open, close } = trace;
  if (shares.has(type) || type === "sankey") return 0;
  const scene = solid.has(type) ? `${asWords(trace["scene"]) || "scene"}.` : "";
  const axisName = (letter: "x" | "y") => (scene ? `${scene}${letter}axis` : `${letter}axis${asWords(trace[`${letter}axis`]).replace(/^[xy]/, "")}`);
  return Math.max(
    add(axisName("x"), x),
    add(axisName("y"), ...(type === "candlestick" || type === "ohlc" ? [low, high, open, close] : [y])),
    flat.has(type) ? add("value", type === "image" ? undefined : z) : add(scene ? `${scene}zaxis` : "value", z),
    add("radius", r),
    add("angle", theta),
    add("latitude", lat),
    add("longitude", lon),
    add("places", locations),
  );
}

/** "x axis "Year" 2001 to 2009" for each axis that has values or a title. */
function axisWords(layout: JsonObject, axes: Map<string, ValueRange>): string[] {
  const names = new Set([...axes.keys(), ...Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key) && isObject(layout[key]) && titleOf(layout[key]) !== "")]);
  return [...names].slice(0, mostAxes).flatMap((name) => {
    const [place, inside] = name.split(".") as [string, string?];
    const holder = layout[place];
    const own = inside === undefined ? holder : isObject(holder) ? holder[inside] : undefined;
    const title = isObject(own) ? titleOf(own) : "";
    const range = String(axes.get(name) ?? "");
    if (!title && !range) return [];
    const spoken = (inside ?? place).replace(/^([xyz])axis(\d*)$/, "$1 axis $2").trim();
    return [[spoken, title && `"${title}"`, range].filter(Boolean).join(" ")];
  });
}

/** What pies and their kin, flows, gauges and tables are made of. */
function describeParts(trace: JsonObject): string {
  const type = typeOf(trace);
  const { labels, values, node, link, value, header, dimensions } = trace;
  if (shares.has(type)) {
    const range = new ValueRange();
    range.add(values, fullBudget());
    const parts = Array.isArray(labels) ? labels.length : 0;
    const some = Array.isArray(labels) ? labels.slice(0, 6).map((label, index) => `${asWords(typeof label === "number" ? String(label) : label)}${Array.isArray(values) && typeof values[index] === "number" ? ` ${values[index]}` : ""}`) : [];
    return [`${parts} parts`, some.length > 0 && `(${some.join(", ")}${parts > some.length ? "…" : ""})`, String(range) && `of ${String(range)}`].filter(Boolean).join(" ");
  }
  if (type === "sankey" && isObject(node) && isObject(link)) return `${lengthOf(node["label"])} nodes, ${lengthOf(link["value"])} flows`;
  if (type === "indicator" && typeof value === "number") return `value ${value}`;
  if (type === "table" && isObject(header)) return `columns ${lengthOf(header["values"])}`;
  if (Array.isArray(dimensions)) return `dimensions ${objectsOf(dimensions).map((each) => asWords(each["label"])).filter(Boolean).slice(0, 10).join(", ")}`;
  return "";
}

const lengthOf = (value: Json | undefined) => (Array.isArray(value) ? value.length : 0);

function titleOf({ title }: JsonObject): string {
  return isObject(title) ? asWords(title["text"]) : asWords(title);
}
