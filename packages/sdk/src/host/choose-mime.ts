import { mime, type MimeBundle, vegaMimes } from "@vitrine/protocol";
import { outputUnsupported } from "./failures.ts";

/** What view frames draw, the form to prefer first. A type that ends in a slash stands for all of its kind. */
const drawable: readonly string[] = [
  mime.plotly,
  ...vegaMimes,
  // Before HTML: pandas gives both, and this one has types and can be saved.
  mime.table,
  mime.html,
  mime.svg,
  mime.png,
  mime.jpeg,
  mime.webp,
  mime.gif,
  "audio/",
  "video/",
  mime.latex,
  mime.markdown,
  mime.json,
  mime.text,
];

/** The form of an output that is drawn. Throws OUTPUT_UNSUPPORTED. */
export function chooseMime(data: MimeBundle): string {
  const types = Object.keys(data);
  for (const wanted of drawable) {
    const found = types.find((type) => (wanted.endsWith("/") ? type.startsWith(wanted) : type === wanted));
    if (found !== undefined) return found;
  }
  throw outputUnsupported(types);
}
