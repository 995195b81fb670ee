import { isObject } from "./describe/json.ts";
import type { Json, MimeBundle } from "@vitrine/protocol";

/** CSS pixels of a figure that does not say how high it is, as Plotly's renderer takes it (packages/sandbox/src/view/renderers/plotly.ts), and that a view may be high. */
const usual = 450;
export const maxHeight = 4000;

/** CSS pixels that a figure will most likely be high. */
export function heightOf(figure: MimeBundle[string] | undefined): number {
  const { layout, height: own } = (typeof figure === "object" && figure !== null ? figure : {}) as { layout?: Json; height?: Json };
  const height = isObject(layout) ? layout.height : own;
  return typeof height === "number" && height > 0 ? Math.min(height, maxHeight) : usual;
}
