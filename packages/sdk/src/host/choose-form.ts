import { mime, type MimeBundle, viewTiers, type ViewTier } from "@vitrine/protocol";
import { outputUnsupported, tierTooLow } from "./failures.ts";
import { viewForms } from "./view-forms.ts";

/** The form of an output that is drawn. */
export interface ChosenForm {
  mime: string;
  /** The tier that draws it. */
  tier: ViewTier;
}

/** The first form that a view knows and that the highest tier in use draws. Throws OUTPUT_UNSUPPORTED. */
export function chooseForm(data: MimeBundle, highest: ViewTier): ChosenForm {
  const types = Object.keys(data);
  let barred: string | undefined;
  for (const { type: wanted, tier } of viewForms) {
    const found = types.find((type) => (wanted.endsWith("/") ? type.startsWith(wanted) : type === wanted));
    if (found === undefined) continue;
    if (viewTiers.indexOf(tier) <= viewTiers.indexOf(highest)) return { mime: found, tier: found === mime.html && highest === "scripted" ? "scripted" : tier };
    barred ??= found;
  }
  throw barred === undefined ? outputUnsupported(types) : tierTooLow(barred, highest);
}
