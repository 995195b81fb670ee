import { defineConfig } from "vite";

/** `dist/vitrine.js`: the host with everything it needs in one module, for pages without a bundler and for `renderHtml`. */
export default defineConfig({
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: { entry: "src/embed/index.ts", formats: ["es"], fileName: () => "vitrine.js" },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
