import { type AssetFile, type Json, mime, type MimeBundle, vegaMimes, type ViewTier } from "@vitrine/protocol";
import { viewAssets } from "../distributions/index.ts";

/** The libraries that drawing this form needs, in the order in which they are to run. */
export function librariesFor(type: string, data: MimeBundle[string], tier: ViewTier): AssetFile[] {
  const { plotly, plotlyGeo, purify, marked, temml, vega, vegaLite, vegaEmbed } = viewAssets;
  if (type === mime.plotly) return needsShapes(data) ? [plotlyGeo, plotly] : [plotly];
  if (vegaMimes.includes(type)) return [vega, vegaLite, vegaEmbed];
  if (type === mime.latex) return [temml];
  if (type === mime.markdown) return [purify, marked, ...(/\$|\\[([]|\\begin/.test(data as string) ? [temml] : [])];
  // HTML that runs its own scripts stands in a frame of its own, as it is.
  return type === mime.html && tier !== "scripted" ? [purify] : [];
}

function needsShapes(figure: MimeBundle[string]): boolean {
  const { data: traces } = figure as { data?: Json };
  const kinds = Array.isArray(traces) ? traces.map((trace) => (trace as { type?: Json } | null)?.type) : [];
  return kinds.some((kind) => kind === "choropleth" || kind === "scattergeo");
}
