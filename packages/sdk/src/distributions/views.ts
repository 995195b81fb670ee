import type { ViewAssets } from "@vitrine/protocol";

/** Hashes of the files in the npm packages. Plotly.js 4.1.1 is the first 4.x without CVE-2026-85061. */
export const viewAssets: ViewAssets = {
  plotly: {
    path: "plotly/plotly-strict.min.js",
    sha256: "4ac841837b31c1bfd2ab140e3a248ddcc6c2106978fbf2c1c18a7aada930a37a",
    size: 5158139,
    url: "https://cdn.jsdelivr.net/npm/plotly.js-strict-dist-min@4.1.1/plotly-strict.min.js",
  },
  plotlyBasic: {
    path: "plotly/plotly-basic.min.js",
    sha256: "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba",
    size: 1191749,
    url: "https://cdn.jsdelivr.net/npm/plotly.js-basic-dist-min@4.1.1/plotly-basic.min.js",
  },
  plotlyCartesian: {
    path: "plotly/plotly-cartesian.min.js",
    sha256: "79542150855a52c567260e3137095dbe2b744e6d702a5cabe67da246942fba7a",
    size: 1500041,
    url: "https://cdn.jsdelivr.net/npm/plotly.js-cartesian-dist-min@4.1.1/plotly-cartesian.min.js",
  },
  plotlyGeo: {
    path: "plotly/plotly-geo.min.js",
    sha256: "3da0a26e92ce47dad2b18c6e7cf5018335a003f50f5fe41710f52508af579b7c",
    size: 1397602,
    url: "https://cdn.jsdelivr.net/npm/plotly.js-geo-dist-min@4.1.1/plotly-geo.min.js",
  },
  plotlyGl3d: {
    path: "plotly/plotly-gl3d.min.js",
    sha256: "aab04dcd9c103a92b18723f8c837712fe820f325d0bcd2421e415e8124a75b9f",
    size: 1751523,
    url: "https://cdn.jsdelivr.net/npm/plotly.js-gl3d-dist-min@4.1.1/plotly-gl3d.min.js",
  },
  plotlyShapes: {
    path: "plotly/plotly-geo-assets.js",
    sha256: "e89b4d6d2308d0e662592614823c3a442cd7f537a633987137efac0e882f5508",
    size: 5350282,
    url: "https://cdn.jsdelivr.net/npm/plotly.js@4.1.1/dist/plotly-geo-assets.js",
  },
  purify: {
    path: "views/purify.min.js",
    sha256: "8053ee2a6a09f9d50f7fcd6fb7f07072f52c7f3fa9aa12147cab4feaf65ee970",
    size: 29298,
    url: "https://cdn.jsdelivr.net/npm/dompurify@3.4.18/dist/purify.min.js",
  },
  marked: {
    path: "views/marked.umd.js",
    sha256: "bb95d4c15f1289f78486eaacebf3bb18688475ed58a040ef762ed49337090542",
    size: 52941,
    url: "https://cdn.jsdelivr.net/npm/marked@18.2.1/lib/marked.umd.js",
  },
  temml: {
    path: "views/temml.min.js",
    sha256: "1ab19148afe0dbc836b7a74f344071b3f3a70a7a8259ae4049e76894fcdf8d95",
    size: 168222,
    url: "https://cdn.jsdelivr.net/npm/temml@0.13.5/dist/temml.min.js",
  },
  vega: {
    path: "views/vega.min.js",
    sha256: "8f6a3587cf8d4f42c7e08120e3eb05d067e746d554e39d2dcf52acc0bd5ba28f",
    size: 521123,
    url: "https://cdn.jsdelivr.net/npm/vega@6.4.0/build/vega.min.js",
  },
  vegaLite: {
    path: "views/vega-lite.min.js",
    sha256: "83e215e84e308ee8688fa6503ba0f1cf8a3c05c0d61df2841a0b92bf86809e00",
    size: 257954,
    url: "https://cdn.jsdelivr.net/npm/vega-lite@6.5.0/build/vega-lite.min.js",
  },
  vegaEmbed: {
    path: "views/vega-embed.min.js",
    sha256: "b1455caba2fb1a72fb46025ba0ba1316e2dbc7f0dd40a3f6040172bf9c08ba91",
    size: 60298,
    url: "https://cdn.jsdelivr.net/npm/vega-embed@7.3.0/build/vega-embed.min.js",
  },
};
