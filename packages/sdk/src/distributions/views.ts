import type { ViewAssets } from "@vitrine/protocol";

/** Plotly.js 4.1.1: the first 4.x without CVE-2026-85061. Hashes of the files in the npm packages. */
export const viewAssets: ViewAssets = {
  plotly: {
    path: "plotly/plotly-strict.min.js",
    sha256: "4ac841837b31c1bfd2ab140e3a248ddcc6c2106978fbf2c1c18a7aada930a37a",
    size: 5158139,
    url: "https://cdn.jsdelivr.net/npm/plotly.js-strict-dist-min@4.1.1/plotly-strict.min.js",
  },
  plotlyGeo: {
    path: "plotly/plotly-geo-assets.js",
    sha256: "e89b4d6d2308d0e662592614823c3a442cd7f537a633987137efac0e882f5508",
    size: 5350282,
    url: "https://cdn.jsdelivr.net/npm/plotly.js@4.1.1/dist/plotly-geo-assets.js",
  },
};
