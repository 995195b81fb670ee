import { defineConfig } from "vite";
import { besides } from "../../scripts/besides.ts";

/** `dist/vitrine-element.js`: the elements with everything they need in one module, for pages without a bundler. */
export default defineConfig({
  plugins: [besides],
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: { entry: "dist/standalone.js", formats: ["es"], fileName: () => "vitrine-element.js" },
    // A library keeps its whitespace by default, for the bundlers of others: nobody bundles this one again.
    rolldownOptions: { output: { codeSplitting: false, minify: true } },
  },
});
