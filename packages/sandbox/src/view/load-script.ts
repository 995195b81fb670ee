interface PlotlyScope {
  Plotly?: { topojson?: object; newPlot?: unknown };
  PlotlyGeoAssets?: object;
}

let plotly: PlotlyScope["Plotly"];

/** The script with the shapes of countries leaves them under Plotly's own name; they belong beside it, whichever comes first. */
function keepShapes(): void {
  const scope = globalThis as PlotlyScope;
  if (scope.Plotly?.topojson) {
    scope.PlotlyGeoAssets = { topojson: scope.Plotly.topojson };
    if (plotly) scope.Plotly = plotly;
  }
  if (scope.Plotly?.newPlot) plotly = scope.Plotly;
}

/** Runs a library as a classic script from a blob: an opaque frame can load nothing by another URL. */
export async function loadScript(bytes: ArrayBuffer): Promise<void> {
  const url = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  const script = document.createElement("script");
  script.src = url;
  const loaded = new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("a renderer's library did not load"));
  });
  document.head.append(script);
  await loaded;
  URL.revokeObjectURL(url);
  keepShapes();
}
