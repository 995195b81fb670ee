import type { Json } from "@vitrine/protocol";
import { decodeTyped } from "../describe/decode-typed.ts";
import { isObject, type JsonObject } from "../describe/json.ts";
import { outputLimit } from "../failures.ts";
import { type Capped, counted } from "./capped.ts";
import { layoutWeight, traceWeight, type Weight, weightOf } from "./figure-weights.ts";
import { tameFigure } from "./tame-figure.ts";
import { everyNth, shapeOfLine } from "./pick-points.ts";

/** Lists that hold one item per point; the longest says how many points there are. */
const perPoint = ["x", "y", "z", "r", "theta", "a", "b", "c", "lat", "lon", "open", "close", "values", "labels", "locations", "real", "imag", "base", "measure", "ids"];

/**
 * A Plotly figure that is drawn without stalling whoever shares the view's thread: points beyond `most` (weighed by what drawing them costs) are left out
 * where that keeps what is seen, with a note. Throws OUTPUT_LIMIT where it would not.
 */
export function capFigure(figure: Json, most: number): Capped<Json> {
  if (!isObject(figure)) return { data: figure, notes: [] };
  const traces = Array.isArray(figure["data"]) ? figure["data"] : [];
  const notes = new Set<string>();
  const data = capTraces(traces, [], most, notes);
  const frames = Array.isArray(figure["frames"]) ? figure["frames"].slice(0, most).map((frame) => capFrame(frame, traces, most, notes)) : undefined;
  const layout = isObject(figure["layout"]) ? capLayout(figure["layout"], most, notes) : undefined;
  const tamed = tameFigure({ data, ...(layout && { layout }), ...(frames && { frames }) }, () => notes.add("Sizes, ticks, bins or contours that ask too much are Plotly's own."));
  return { data: tamed, notes: [...notes] };
}

/** A frame of an animation is drawn like a figure of its own, with the types of the traces that it changes. */
function capFrame(frame: Json, traces: Json[], most: number, notes: Set<string>): Json {
  if (!isObject(frame)) return frame;
  const { data, layout } = frame;
  const places = Array.isArray(frame["traces"]) ? frame["traces"] : [];
  const models = (Array.isArray(data) ? data : []).map((_, index) => traces[typeof places[index] === "number" ? places[index] : index] ?? null);
  return { ...frame, ...(Array.isArray(data) && { data: capTraces(data, models, most, notes) }), ...(isObject(layout) && { layout: capLayout(layout, most, notes) }) };
}

interface Load {
  trace: JsonObject;
  points: number;
  weight: Weight;
}

function capTraces(traces: Json[], models: Json[], most: number, notes: Set<string>): Json[] {
  const kept = traces.slice(0, Math.max(1, Math.floor(most / 2 / traceWeight)));
  if (kept.length < traces.length) notes.add(`${counted(kept.length)} of ${counted(traces.length)} traces are shown.`);
  const loads = kept.flatMap((trace, index): Load[] => {
    if (!isObject(trace)) return [];
    const whole = withoutTyped(trace);
    const points = pointsOf(whole);
    const model = models[index];
    return [{ trace: whole, points, weight: weightOf(isObject(model) ? { ...model, ...whole } : whole, points) }];
  });
  const fixed = sum(loads.filter(({ weight }) => weight.thin === "none"));
  const room = Math.max(0, most - kept.length * traceWeight);
  if (fixed > room) throw outputLimit("figurePoints", `This figure has parts that weigh as much as ${counted(Math.ceil(fixed))} points`, most, "Draw fewer parts: aggregate or sample the data first, or raise limits.figurePoints.", fixed);
  const share = (room - fixed) / sum(loads.filter(({ weight }) => weight.thin !== "none"));
  if (share >= 1 || loads.every(({ weight }) => weight.thin === "none")) return loads.map(({ trace }) => trace);
  let shown = 0;
  const thinned = loads.map(({ trace, points, weight }) => {
    const keep = weight.thin === "none" ? points : Math.max(2, Math.floor(points * share));
    const result = weight.thin === "none" ? trace : thin(trace, points, keep, weight.thin);
    shown += pointsOf(result);
    return result;
  });
  notes.add(`${counted(shown)} of ${counted(loads.reduce((total, { points }) => total + points, 0))} points are shown.`);
  return thinned;
}

const sum = (loads: Load[]) => loads.reduce((total, { points, weight }) => total + points * weight.each, 0);

/** Typed numbers as lists, so that all of a trace is of one kind. */
function withoutTyped(part: JsonObject, depth = 0): JsonObject {
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      // Lists of objects (dimensions) may hold some; lists of numbers are long, and left as they are.
      if (Array.isArray(value)) return [key, isObject(value[0]) && depth < 4 ? value.map((item) => (isObject(item) ? withoutTyped(item, depth + 1) : item)) : value];
      if (!isObject(value)) return [key, value];
      const typed = decodeTyped(value, { values: Infinity });
      if (typed) return [key, reshaped(Array.from(typed.numbers!), value["shape"])];
      return [key, depth < 4 ? withoutTyped(value, depth + 1) : value];
    }),
  );
}

/** Numbers with the shape "rows, columns" as rows. */
function reshaped(numbers: number[], shape: Json | undefined): Json[] {
  const [rows = 0, columns = 0, more] = typeof shape === "string" ? shape.split(",").map(Number) : [];
  if (!(rows > 0 && columns > 0) || more !== undefined || rows * columns !== numbers.length) return numbers;
  return Array.from({ length: rows }, (_, row) => numbers.slice(row * columns, (row + 1) * columns));
}

function pointsOf(trace: JsonObject): number {
  const { node, link, header: _header, cells, dimensions } = trace;
  const own = perPoint.map((key) => leaves(trace[key]));
  const parts = [node, link, cells].map((part) => (isObject(part) ? Math.max(0, ...Object.values(part).map(leaves)) : 0));
  return Math.max(0, ...own, ...parts, Array.isArray(dimensions) ? dimensions.reduce((total: number, each) => total + (isObject(each) ? leaves(each["values"]) : 0), 0) : 0);
}

/** Items of a list, and of lists in it. */
function leaves(value: Json | undefined): number {
  if (!Array.isArray(value)) return 0;
  let count = value.length;
  for (const item of value) if (Array.isArray(item)) count += leaves(item) - 1;
  return count;
}

function thin(trace: JsonObject, points: number, keep: number, how: Weight["thin"]): JsonObject {
  const { z } = trace;
  if (how === "grid" && Array.isArray(z) && Array.isArray(z[0])) return thinGrid(trace, z.length, z[0].length, Math.sqrt(keep / points));
  const values = Array.isArray(trace["y"]) ? trace["y"] : trace["r"];
  const indices = how === "lines" && Array.isArray(values) && values.length === points ? shapeOfLine(values, keep) : everyNth(points, keep);
  return picked(trace, points, indices);
}

/** Picks from every list that has one item per point, wherever it stands in the trace. */
function picked(part: JsonObject, points: number, indices: number[], depth = 0): JsonObject {
  const pick = (value: Json): Json => {
    if (Array.isArray(value)) {
      if (value.length === points) return indices.map((index) => value[index]!);
      // Categories of several levels.
      return value.length <= 4 ? value.map((item) => (Array.isArray(item) ? pick(item) : item)) : value;
    }
    return isObject(value) && depth < 4 ? picked(value, points, indices, depth + 1) : value;
  };
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, pick(value)]));
}

function thinGrid(trace: JsonObject, rows: number, columns: number, factor: number): JsonObject {
  const keptRows = everyNth(rows, Math.max(2, Math.floor(rows * factor)));
  const keptColumns = everyNth(columns, Math.max(2, Math.floor(columns * factor)));
  const along = (list: Json[], count: number, kept: number[]): Json[] => {
    if (list.length === count) return kept.map((index) => list[index]!);
    // Edges: one more than there are cells.
    return list.length === count + 1 ? [...kept.map((index) => list[index]!), list[count]!] : list;
  };
  return Object.fromEntries(
    Object.entries(trace).map(([key, value]) => {
      if (!Array.isArray(value)) return [key, value];
      if (Array.isArray(value[0])) return [key, value.length === rows ? keptRows.map((row) => (Array.isArray(value[row]) ? along(value[row], columns, keptColumns) : value[row]!)) : value];
      return [key, key === "x" ? along(value, columns, keptColumns) : key === "y" ? along(value, rows, keptRows) : value];
    }),
  );
}

/** What a layout lists is cut. */
function capLayout(layout: JsonObject, most: number, notes: Set<string>): JsonObject {
  const longest = Math.max(20, Math.floor((most * layoutWeight) / 10));
  const cut = (value: Json): Json => {
    if (Array.isArray(value)) {
      if (value.length > longest) notes.add(`Of a list in the layout ${counted(longest)} of ${counted(value.length)} entries are used.`);
      return value.slice(0, longest).map((item) => cut(item));
    }
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cut(item)])) : value;
  };
  return cut(layout) as JsonObject;
}
