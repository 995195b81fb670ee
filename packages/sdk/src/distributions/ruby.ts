import type { InterpreterDistribution } from "@vitrine/protocol";

/** CRuby 3.4 with its standard library, by ruby.wasm. */
export const ruby: InterpreterDistribution = {
  name: "ruby-3.4",
  runtime: "interpreter",
  version: "3.4.1",
  languages: ["ruby"],
  files: {
    module: {
      path: "ruby-3.4/ruby.wasm",
      sha256: "4b814fc9d13505ea5b4c1f3bd3a7cc7ccca137f551196b9b21f0a7caf9cc5878",
      size: 30635497,
      url: "https://cdn.jsdelivr.net/npm/@ruby/3.4-wasm-wasi@2.10.1/dist/ruby+stdlib.wasm",
    },
  },
  extensions: [".rb"],
  interpreter: async () => (await import("./ruby-start.ts")).rubyStart,
};
