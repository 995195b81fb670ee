import { isObject, type JsonObject } from "../describe/json.ts";

/** What one point of a trace costs to draw, measured in Firefox and WebKit against one SVG marker, and how a trace that has too many is thinned. */
export interface Weight {
  each: number;
  /** "none": parts of a whole, of which none can be left out. */
  thin: "lines" | "stride" | "grid" | "none";
}

const of = (each: number, thin: Weight["thin"], ...types: string[]): [string, Weight][] => types.map((type) => [type, { each, thin }]);

const weights = new Map<string, Weight>([
  // On a canvas or in WebGL; or gathered into few marks.
  ...of(0.05, "stride", "scattergl", "scatterpolargl", "scatter3d", "scattermap", "scattermapbox", "densitymap", "densitymapbox", "box", "violin"),
  // A sample of these has other counts than the whole.
  ...of(0.02, "none", "histogram", "histogram2d", "histogram2dcontour"),
  ...of(0.05, "none", "parcoords", "splom", "table"),
  ...of(0.05, "grid", "heatmap", "surface"),
  ...of(3, "grid", "contour"),
  ...of(0.2, "none", "mesh3d", "cone", "streamtube", "volume", "isosurface", "image"),
  ...of(1, "none", "choropleth", "choroplethmap", "choroplethmapbox", "parcats", "carpet", "contourcarpet", "sankey"),
  ...of(5, "none", "pie", "funnelarea", "sunburst", "treemap", "icicle"),
]);

const mark: Weight = { each: 1, thin: "stride" };
const labelled: Weight = { each: 4, thin: "stride" };
const line: Weight = { each: 0.05, thin: "lines" };

/** Points from which Plotly draws a line without markers where no mode is given. */
const manyPoints = 20;

/** The weight of a trace's points: of what type it is, and in which mode. */
export function weightOf(trace: JsonObject, points: number): Weight {
  const type = typeof trace["type"] === "string" ? trace["type"] : "scatter";
  const known = weights.get(type);
  // Every point as a mark beside the box.
  if ((type === "box" || type === "violin") && (trace["boxpoints"] === "all" || trace["points"] === "all")) return mark;
  if (known) return known;
  const { mode } = trace;
  if (typeof mode === "string" && mode.includes("text")) return labelled;
  const plain = typeof mode === "string" ? !mode.includes("markers") : points >= manyPoints;
  return plain && type.startsWith("scatter") && !isObject(trace["error_y"]) && !isObject(trace["error_x"]) ? line : mark;
}

/** What a trace costs beside its points. */
export const traceWeight = 20;

/** What each of these costs that a layout may list. */
export const layoutWeight = 0.5;
