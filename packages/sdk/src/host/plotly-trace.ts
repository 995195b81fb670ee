/** Functions of plotly.express by the trace that they make, where the names differ. */
const express = new Map(
  Object.entries({
    scatter: "line area scatter",
    histogram2d: "density_heatmap",
    histogram2dcontour: "density_contour",
    box: "box",
    violin: "violin strip",
    bar: "bar timeline",
    heatmap: "imshow",
    scatter3d: "scatter_3d line_3d",
    scattergeo: "scatter_geo line_geo",
    scatterternary: "scatter_ternary line_ternary",
    scatterpolar: "scatter_polar line_polar",
    barpolar: "bar_polar",
    splom: "scatter_matrix",
    parcoords: "parallel_coordinates",
    parcats: "parallel_categories",
    funnelarea: "funnel_area",
  }).flatMap(([type, names]) => names.split(" ").map((name) => [name, type] as const)),
);

/** Classes of plotly.graph_objects that are no traces. */
const others = new Set(["figure", "figurewidget", "layout", "frame"]);

/** The type of the trace that a call such as `px.line` or `go.Surface` makes, as far as the name tells. */
export function plotlyTrace(call: string): string[] {
  const [library, name = ""] = call.split(".");
  const plain = name.toLowerCase();
  if (library === "go") return others.has(plain) ? [] : [plain];
  // Functions of px that make no figure begin so.
  return /^(?:set|get|no)_/.test(name) ? [] : [express.get(name) ?? plain];
}
