import type { QuickJsDistribution } from "@vitrine/protocol";

/** QuickJS 2025-09-13 in the builds of quickjs-emscripten 0.32. Hashes of the files in the npm packages. */
export const quickjs032: QuickJsDistribution = {
  name: "quickjs-0.32",
  runtime: "quickjs",
  version: "0.32.0",
  languages: ["javascript", "typescript"],
  files: {
    wasm: {
      path: "quickjs-0.32/quickjs.wasm",
      sha256: "105c3bed22d457e43e3d1c3c1c6959fda62a8fe06f0fc8a985303c3a2be72232",
      size: 503134,
      url: "https://cdn.jsdelivr.net/npm/@jitl/quickjs-wasmfile-release-sync@0.32.0/dist/emscripten-module.wasm",
    },
    asmjs: {
      path: "quickjs-0.32/quickjs-asm.mjs",
      sha256: "27d6bf29246f5f1a0ab444b9f8e00695836374bb783bae2596c7cce4619d6858",
      size: 1016131,
      url: "https://cdn.jsdelivr.net/npm/@jitl/quickjs-asmjs-mjs-release-sync@0.32.0/dist/emscripten-module.mjs",
    },
    parser: {
      path: "quickjs-0.32/acorn.js",
      sha256: "b95392d79457d0357555c5ed3e56302d074b92dff119bcf3b44179500b10e9df",
      size: 246643,
      url: "https://cdn.jsdelivr.net/npm/acorn@8.19.0/dist/acorn.js",
    },
    inspect: {
      path: "quickjs-0.32/inspect.js",
      sha256: "0031d8e5abaa8e3c39916e0d9c82bba5a3e4939532e69443c1b6b257b64c0513",
      size: 51422,
      url: "https://cdn.jsdelivr.net/npm/node-inspect-extracted@3.3.3/dist/inspect.js",
    },
    typescript: {
      path: "quickjs-0.32/amaro.js",
      sha256: "20c61c4fae41001c5a45c9cd797fce09d0841f9eb22fe4fd7e82d965e03751fa",
      size: 3770696,
      url: "https://cdn.jsdelivr.net/npm/amaro@1.2.1/dist/internal.js",
    },
  },
};
