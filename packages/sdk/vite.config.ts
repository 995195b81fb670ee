import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { besides } from "../../scripts/besides.ts";

/** Tells the server side which bytes vitrine.js has, for the `integrity` of the script elements that it writes. */
const writeIntegrity: Plugin = {
  name: "vitrine-integrity",
  closeBundle() {
    const digest = createHash("sha384").update(readFileSync("dist/vitrine.js")).digest("base64");
    writeFileSync("dist/server/vitrine-integrity.js", `export const vitrineIntegrity = "sha384-${digest}";\n`);
  },
};

/** `dist/vitrine.js`: the host with everything that Python needs in one module, for pages without a bundler and for `renderHtml`. */
export default defineConfig({
  plugins: [writeIntegrity, besides],
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: { entry: "src/embed/index.ts", formats: ["es"], fileName: () => "vitrine.js" },
    // A library keeps its whitespace by default, for the bundlers of others: nobody bundles this one again.
    rolldownOptions: { output: { codeSplitting: false, minify: true } },
  },
});
