/** They have all that an element shows computed anew, pixel by pixel, and one behind another: a few lines of them stop a page for minutes. */
const filters = ["filter", "-webkit-filter", "backdrop-filter", "-webkit-backdrop-filter"];
const shadows = ["box-shadow", "-webkit-box-shadow", "text-shadow"];

/** Shadows of one element, and how far each may reach or blur. */
const most = { layers: 4, pixels: 64 };

const pixelsOf: Record<string, number> = { "": 1, px: 1, rem: 16 };
const colours = /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)|#[\da-f]+/gi;

/** Takes filters and large shadows out; tells whether there were any. */
export function dropEffects(style: CSSStyleDeclaration): boolean {
  const dropped = [...filters, ...shadows].filter((name) => {
    const value = style.getPropertyValue(name);
    return value !== "" && value !== "none" && !(shadows.includes(name) && isSmall(value));
  });
  for (const name of dropped) style.removeProperty(name);
  return dropped.length > 0;
}

/** Whether all lengths of a shadow are small, as far as they can be told: those of other units, variables and calculations cannot. */
function isSmall(shadow: string): boolean {
  const lengths = shadow.replaceAll(colours, "");
  if (lengths.includes("(") || lengths.split(",").length > most.layers) return false;
  return Array.from(lengths.matchAll(/([\d.]+(?:e[+-]?\d+)?)([a-z%]*)/gi)).every(([, amount, unit]) => Number(amount) * (pixelsOf[unit!.toLowerCase()] ?? Infinity) <= most.pixels || Number(amount) === 0);
}
