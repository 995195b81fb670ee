import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** The workers of these languages stand in files of their own beside a module that holds the rest, as most pages never load them. */
const apart = ["javascript", "wasi"];

/** For modules that are used without a bundler: leaves those workers out, and puts them beside it. */
export const besides: Plugin = {
  name: "vitrine-besides",
  enforce: "pre",
  resolveId(id) {
    const name = apart.find((each) => id === `@vitrine/sandbox/${each}`);
    return name && { id: `./vitrine-${name}.js`, external: true };
  },
  closeBundle() {
    for (const name of apart) copyFileSync(fileURLToPath(import.meta.resolve(`@vitrine/sandbox/${name}`)), `dist/vitrine-${name}.js`);
  },
};
