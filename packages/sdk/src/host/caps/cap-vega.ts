import type { Json } from "@vitrine/protocol";
import { isObject } from "../describe/json.ts";
import { outputLimit } from "../failures.ts";
import { counted } from "./capped.ts";

/** A row of data costs less than an SVG marker of Plotly's: Vega draws on a canvas. */
const each = 0.25;

/** Throws OUTPUT_LIMIT where a Vega or Vega-Lite chart brings along, or makes up, more rows than may be drawn. What it shows may be sums of them, so none can be left out. */
export function checkVega(spec: Json, most: number): void {
  const rows = rowsIn(spec);
  if (rows * each > most) throw outputLimit("figurePoints", `This chart has ${counted(rows)} rows of data, which weigh as much as ${counted(rows * each)} points`, most, "Aggregate or sample the data first, or raise limits.figurePoints.", rows * each);
}

function rowsIn(value: Json, key = ""): number {
  if (Array.isArray(value)) return value.reduce((total: number, item) => total + (typeof item === "object" ? rowsIn(item, key) : 0), key === "values" ? value.length : 0);
  if (typeof value === "string") return key === "values" ? value.split("\n", 1_000_000).length : 0;
  if (!isObject(value)) return 0;
  const { start, stop, step } = value;
  const made = key === "sequence" && typeof stop === "number" ? Math.abs((stop - (typeof start === "number" ? start : 0)) / (typeof step === "number" && step !== 0 ? step : 1)) : 0;
  return Object.entries(value).reduce((total, [name, item]) => total + rowsIn(item, key === "datasets" ? "values" : name), made);
}
