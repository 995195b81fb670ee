import type { WasiDistribution } from "@vitrine/protocol";

/** WASI preview 1 with wabt 1.0.39 for text. Hash of the file in the npm package. */
export const wasiPreview1: WasiDistribution = {
  name: "wasi-preview1",
  runtime: "wasi",
  version: "1",
  languages: ["wasi", "wat"],
  files: {
    wabt: {
      path: "wasi-preview1/wabt.js",
      sha256: "cecf06ab5c65c3b7c05bafe601bbba61a45e4939889c5c51351e8817ac06f48d",
      size: 690700,
      url: "https://cdn.jsdelivr.net/npm/wabt@1.0.39/index.js",
    },
  },
};
