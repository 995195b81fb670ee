import type { AssetFile, Json } from "@vitrine/protocol";
import { viewAssets } from "../distributions/index.ts";
import { isObject, type JsonObject, objectsOf } from "./describe/json.ts";

const { plotlyBasic, plotlyCartesian, plotlyGeo, plotlyGl3d, plotly: strict } = viewAssets;

/** What each bundle of Plotly's draws, smallest first (its dist/README.md). Whatever none of these holds whole is the strict one's. */
const bundles: readonly [AssetFile, ReadonlySet<string>][] = [
  [plotlyBasic, new Set(["bar", "pie", "scatter"])],
  [plotlyGeo, new Set(["choropleth", "scatter", "scattergeo"])],
  [plotlyCartesian, new Set(["bar", "box", "contour", "heatmap", "histogram", "histogram2d", "histogram2dcontour", "image", "pie", "scatter", "scatterternary", "violin"])],
  [plotlyGl3d, new Set(["cone", "isosurface", "mesh3d", "scatter", "scatter3d", "streamtube", "surface", "volume"])],
];

const paths = new Set([strict, ...bundles.map(([file]) => file)].map(({ path }) => path));

/**
 * The smallest bundle that draws all traces of a figure. In a view that has a bundle, and it is not enough, the strict one: the last that was loaded must
 * draw what an earlier one did.
 */
export function plotlyBundle(figure: Json, loaded: ReadonlySet<string>): AssetFile {
  const types = traceTypes(figure);
  const fitting = bundles.filter(([, drawn]) => types.every((type) => drawn.has(type))).map(([file]) => file);
  const has = [strict, ...fitting].find(({ path }) => loaded.has(path));
  return has ?? ([...paths].some((path) => loaded.has(path)) ? strict : (fitting[0] ?? strict));
}

/** Types of the traces that a figure has, or comes to have: by its frames, and by what its buttons and sliders set. */
export function traceTypes(figure: Json): string[] {
  if (!isObject(figure)) return [];
  const own = [...objectsOf(figure["data"]), ...objectsOf(figure["frames"]).flatMap((frame) => objectsOf(frame["data"]))].map(typeOf);
  const layouts = [figure["layout"], ...objectsOf(figure["frames"]).map((frame) => frame["layout"])].filter(isObject);
  const controls = layouts.flatMap(({ updatemenus, sliders }) => [...objectsOf(updatemenus).flatMap((menu) => objectsOf(menu["buttons"])), ...objectsOf(sliders).flatMap((slider) => objectsOf(slider["steps"]))]);
  return [...new Set([...own, ...controls.flatMap(({ args, args2 }) => [...setTypes(args), ...setTypes(args2)])])];
}

/** Plotly takes what it does not know for a scatter, and so must a bundle that knows less: what is no text is left to the strict one. */
const typeOf = ({ type = "scatter" }: JsonObject) => (typeof type === "string" ? type : "unknown");

/** `["type", "surface"]`, `[{ type: ["bar", "pie"] }]`, and whole traces. */
function setTypes(args: Json | undefined): string[] {
  if (!Array.isArray(args)) return [];
  const texts = (value: Json | undefined): string[] => (Array.isArray(value) ? value.flatMap(texts) : typeof value === "string" ? [value] : []);
  const within = (value: Json): string[] => (Array.isArray(value) ? value.flatMap(within) : isObject(value) ? Object.entries(value).flatMap(([key, item]) => (key === "type" ? texts(item) : key === "data" ? within(item) : [])) : []);
  return [...(args[0] === "type" ? texts(args[1]) : []), ...within(args)];
}
