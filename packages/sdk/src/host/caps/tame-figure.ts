import type { Json } from "@vitrine/protocol";
import { isObject, type JsonObject, objectsOf } from "../describe/json.ts";

/** What a figure may have at most of what a number in it asks for: with 1000 ticks, or 10⁸ bins, Plotly computes for minutes. */
const most = { ticks: 200, bins: 1000, contours: 60, surfaces: 20, text: 2000, path: 20_000, width: 2500, height: 4000, rows: 30 };

const capped: Record<string, number> = Object.assign(Object.create(null) as object, {
  nticks: 50,
  nbinsx: most.bins,
  nbinsy: most.bins,
  nbins: most.bins,
  ncontours: most.contours,
  minorgridcount: 10,
  maxdisplayed: 1000,
  width: most.width,
  height: most.height,
  rows: most.rows,
  columns: most.rows,
});

type Letter = "x" | "y" | "other";

/** How far the values along an axis reach, never less than the axis will. */
type Spans = Record<Letter, number>;

/**
 * A figure whose numbers ask for no more than can be drawn soon: ticks, bins and contours that are too fine are left to Plotly, long texts are cut.
 * Counting points does not see these: a figure of three points with a bin of 10⁻⁹ stalls whoever draws it. `changed` tells of it.
 */
export function tameFigure(figure: JsonObject, changed: () => void): JsonObject {
  const spans = spansOf(figure);
  const tame = (value: Json, key: string, place: Letter, flat: boolean): Json | undefined => {
    if (typeof value === "string" && key === "dtick") return isFine(value, spans[place]) ? undefined : value.slice(0, 20);
    if (typeof value === "string") return value.length > limitOf(key, value) ? `${value.slice(0, limitOf(key, value))}…` : value;
    if (typeof value === "number") return tameNumber(value, key, spans[place]);
    if (Array.isArray(value)) {
      // As updatemenus write it: ["xaxis.dtick", 1].
      const named = typeof value[0] === "string" && value.length === 2 && !Array.isArray(value[1]) && value[0].includes(".") ? lastOf(value[0]) : undefined;
      // Most lists are long and of numbers, which nothing limits there.
      return value.map((item, index) => typeof item === "number" && named === undefined ? item : tame(item, index === 1 && named !== undefined ? named : "", place, flat) ?? null);
    }
    if (!isObject(value)) return key === "dtick" ? undefined : value;
    const limit = key === "contours" ? most.contours : key === "surface" ? most.surfaces : key.endsWith("bins") ? (flat ? most.ticks : most.bins) : "size" in value && ("start" in value || "end" in value) ? most.contours : undefined;
    const within = limit === undefined ? value : tameSteps(value, limit, spans[place], changed);
    return Object.fromEntries(
      Object.entries(within).flatMap(([name, item]) => {
        const part = tame(item, lastOf(name), placeOf(name) ?? place, flat);
        if (part === undefined || (part !== item && typeof item === "number")) changed();
        return part === undefined ? [] : [[name, part]];
      }),
    );
  };
  const traces = Array.isArray(figure["data"]) ? figure["data"].map((trace) => tame(trace, "", "other", isFlat(trace)) ?? null) : [];
  const { data: _data, ...rest } = figure;
  return { ...(tame(rest, "", "other", true) as JsonObject), data: traces };
}

const lastOf = (name: string) => name.slice(name.lastIndexOf(".") + 1);

const isFlat = (trace: Json) => isObject(trace) && typeof trace["type"] === "string" && trace["type"].startsWith("histogram2d");

function placeOf(name: string): Letter | undefined {
  const [, letter] = /(?:^|\.)([xy])(?:axis\d*|bins)(?:\.|$)/.exec(name) ?? [];
  return letter as "x" | "y" | undefined;
}

const limitOf = (key: string, value: string) => (key === "source" || value.startsWith("data:image/") ? Infinity : key === "path" ? most.path : most.text);

/** "M3": every three months; "L0.5": every half on a logarithmic axis; "D1": every digit of every power of ten. */
function isFine(dtick: string, span: number): boolean {
  const step = Number(dtick.slice(1));
  if (dtick.startsWith("D")) return span > 1e30;
  return !(step * (dtick.startsWith("M") ? 2.6e9 : 1) * most.ticks > span);
}

function tameNumber(value: number, key: string, span: number): number | undefined {
  if (key === "dtick" || key === "arraydtick") return Math.abs(value) * most.ticks > span ? value : undefined;
  const cap = capped[key];
  return cap === undefined ? value : Math.min(value, cap);
}

/** Bins and contours from `start` to `end` by `size`, and surfaces by `count`. */
function tameSteps(part: JsonObject, limit: number, span: number, changed: () => void): JsonObject {
  const { start, end, size, count } = part;
  const reach = Math.max(span, typeof start === "number" && typeof end === "number" ? Math.abs(end - start) : 0);
  const { size: _size, ...rest } = part;
  const fine = size !== undefined && !(typeof size === "string" && /^M\d/.test(size)) && !(Number(size) * limit > reach);
  if (fine) changed();
  return { ...(fine ? rest : part), ...(typeof count === "number" && { count: Math.min(count, limit) }) };
}

/** Lists of values along an axis; what stands there as a single number (an error bar's size, a bar's width) may reach beyond them. */
function spansOf(figure: JsonObject): Spans {
  const frames = objectsOf(figure["frames"]).flatMap((frame) => objectsOf(frame["data"]));
  const traces = [...objectsOf(figure["data"]), ...frames];
  const layout = isObject(figure["layout"]) ? figure["layout"] : {};
  const x = new Reach();
  const y = new Reach();
  const other = new Reach();
  let single = 0;
  let points = 1;
  const singles = (value: Json, depth = 0): void => {
    if (typeof value === "number") single = Math.max(single, Math.abs(value));
    else if (isObject(value) && depth < 4) for (const item of Object.values(value)) singles(item, depth + 1);
  };
  for (const trace of traces) {
    singles(trace);
    for (const [key, value] of Object.entries(trace)) {
      if (!Array.isArray(value)) continue;
      points = Math.max(points, value.length);
      other.add(value);
      if (key === "x") x.add(value);
      if (["y", "open", "high", "low", "close"].includes(key)) y.add(value);
    }
    const axis = isObject(trace["gauge"]) && isObject(trace["gauge"]["axis"]) ? trace["gauge"]["axis"]["range"] : undefined;
    if (Array.isArray(axis)) other.add(axis);
    // Bars stand on zero.
    (trace["orientation"] === "h" ? x : y).add([0]);
  }
  for (const shape of [...objectsOf(layout["shapes"]), ...objectsOf(layout["annotations"])]) {
    x.add([shape["x0"] ?? null, shape["x1"] ?? null, ...(shape["xref"] === "paper" ? [] : [shape["x"] ?? null])]);
    y.add([shape["y0"] ?? null, shape["y1"] ?? null, ...(shape["yref"] === "paper" ? [] : [shape["y"] ?? null])]);
  }
  for (const [name, axis] of Object.entries(layout)) {
    if (!isObject(axis)) continue;
    const lists = [axis["range"], isObject(axis["autorangeoptions"]) ? Object.values(axis["autorangeoptions"]).flat() : undefined].filter((list) => Array.isArray(list));
    for (const list of lists) (placeOf(name) === "x" ? x : placeOf(name) === "y" ? y : other).add(list);
  }
  // Stacked, or by steps of `dx`, they reach further; counts reach as far as there are points.
  const whole = (reach: Reach) => (reach.span || points) + 2 * single;
  const stepped = traces.some(({ dx, dy }) => dx !== undefined || dy !== undefined) ? single * points : 0;
  return { x: whole(x) + stepped, y: whole(y) * Math.max(1, Math.min(traces.length, 3)) + stepped, other: whole(other) + stepped };
}

/** The least and the greatest of numbers and dates. */
class Reach {
  #low = Infinity;
  #high = -Infinity;

  add(values: Json[]): void {
    for (const value of values) {
      if (Array.isArray(value)) this.add(value);
      else {
        const number = typeof value === "string" ? timeOf(value) : value;
        if (typeof number !== "number" || !Number.isFinite(number)) continue;
        if (number < this.#low) this.#low = number;
        if (number > this.#high) this.#high = number;
      }
    }
  }

  get span(): number {
    return Math.max(0, this.#high - this.#low);
  }
}

/** A number or a date as text, as Plotly reads them. */
const timeOf = (text: string) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : /^-?\d{4}/.test(text) ? Date.parse(text.slice(0, 10)) : NaN);
