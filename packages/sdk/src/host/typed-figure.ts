import type { Json, MimeBundle } from "@vitrine/protocol";
import { isObject } from "./describe/json.ts";

/** Numbers in a list from which it is worth it. */
const long = 1000;

/** What Plotly takes as typed arrays in every kind of trace. */
const coordinates = new Set(["x", "y", "z", "r", "theta", "lat", "lon", "open", "high", "low", "close"]);

/** A Plotly figure on its way into a view: long lists of numbers become typed arrays, whose `buffers` can be transferred, and which Plotly need not look through. */
export function typedFigure(figure: Json): { data: MimeBundle[string]; buffers: ArrayBuffer[] } {
  const buffers: ArrayBuffer[] = [];
  const typed = (key: string, value: Json): unknown => {
    // A gap is no number: lists that have any stay as they are.
    if (!coordinates.has(key) || !Array.isArray(value) || value.length < long || !value.every((item) => typeof item === "number")) return value;
    const numbers = Float64Array.from(value);
    buffers.push(numbers.buffer);
    return numbers;
  };
  const trace = (each: Json) => (isObject(each) ? Object.fromEntries(Object.entries(each).map(([key, value]) => [key, typed(key, value)])) : each);
  const traces = (part: Json) => (isObject(part) && Array.isArray(part["data"]) ? { ...part, data: part["data"].map(trace) } : part);
  const whole = isObject(figure) && Array.isArray(figure["frames"]) ? { ...figure, frames: figure["frames"].map(traces) } : figure;
  return { data: traces(whole as Json) as Json, buffers };
}
