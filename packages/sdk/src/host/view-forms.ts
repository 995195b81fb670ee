import { mime, vegaMimes, type ViewTier } from "@vitrine/protocol";

/** A form of an output that view frames draw, and the lowest tier that draws it. */
export interface ViewForm {
  /** A MIME type; one that ends in a slash stands for all of its kind. */
  type: string;
  tier: Exclude<ViewTier, "scripted">;
}

const data = (...types: string[]): ViewForm[] => types.map((type) => ({ type, tier: "data" }));
const markup = (...types: string[]): ViewForm[] => types.map((type) => ({ type, tier: "static" }));

/** What view frames draw, the form to prefer first. */
export const viewForms: readonly ViewForm[] = [
  ...data(mime.plotly, ...vegaMimes),
  // Before HTML: pandas gives both, and this one has types and can be saved.
  ...data(mime.table),
  ...markup(mime.html, mime.svg),
  ...data(mime.png, mime.jpeg, mime.webp, mime.gif, "audio/", "video/", mime.latex),
  ...markup(mime.markdown),
  ...data(mime.json, mime.text),
];
