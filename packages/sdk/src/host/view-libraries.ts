import { type AssetFile, type Json, mime, type MimeBundle, vegaMimes, type ViewTier } from "@vitrine/protocol";
import { viewAssets } from "../distributions/index.ts";
import { plotlyBundle, traceTypes } from "./plotly-bundle.ts";

/** The libraries that drawing this form needs, in the order in which they are to run. `loaded`: paths of those that the view has. */
export function librariesFor(type: string, data: MimeBundle[string], tier: ViewTier, loaded: ReadonlySet<string> = new Set()): AssetFile[] {
  const { plotlyShapes, purify, marked, temml, vega, vegaLite, vegaEmbed } = viewAssets;
  if (type === mime.plotly) return [...(needsShapes(data as Json) ? [plotlyShapes] : []), plotlyBundle(data as Json, loaded)];
  if (vegaMimes.includes(type)) return [vega, vegaLite, vegaEmbed];
  if (type === mime.latex) return [temml];
  if (type === mime.markdown) return [purify, marked, ...(/\$|\\[([]|\\begin/.test(data as string) ? [temml] : [])];
  // HTML that runs its own scripts stands in a frame of its own, as it is.
  return type === mime.html && tier !== "scripted" ? [purify] : [];
}

const needsShapes = (figure: Json) => traceTypes(figure).some((kind) => kind === "choropleth" || kind === "scattergeo");
