import type { Json } from "@vitrine/protocol";

type JsonObject = { [key: string]: Json };

/** Layout keys that say that the author chose the colours; then they stay in the dark, too. */
const chosen = ["paper_bgcolor", "plot_bgcolor", "font", "colorway"];
const grid = "rgba(255, 255, 255, 0.16)";
const axis = { gridcolor: grid, linecolor: grid, zerolinecolor: "rgba(255, 255, 255, 0.32)" };

/**
 * What a figure's layout becomes on a dark page: transparent paper and light text, by way of the template, so that whatever the
 * author set wins. Empty where the author chose the colours.
 */
export function darkLayout(layout: JsonObject): JsonObject {
  if (chosen.some((key) => key in layout)) return {};
  const template = isObject(layout.template) ? layout.template : {};
  const given = isObject(template.layout) ? template.layout : {};
  const axes = Object.fromEntries(["xaxis", "yaxis"].map((name) => [name, { ...(isObject(given[name]) ? given[name] : {}), ...axis }]));
  return {
    template: {
      ...template,
      layout: {
        ...given,
        ...axes,
        paper_bgcolor: "rgba(0, 0, 0, 0)",
        plot_bgcolor: "rgba(0, 0, 0, 0)",
        font: { ...(isObject(given.font) ? given.font : {}), color: "#e6e6e6" },
        geo: { ...(isObject(given.geo) ? given.geo : {}), bgcolor: "rgba(0, 0, 0, 0)", landcolor: "#3a3f47", lakecolor: "#22262c", subunitcolor: grid },
        scene: Object.fromEntries(["xaxis", "yaxis", "zaxis"].map((name) => [name, { ...axis, backgroundcolor: "rgba(255, 255, 255, 0.05)" }])),
      },
    },
  };
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
