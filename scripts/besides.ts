import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
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
    const { resolve } = createRequire(new URL("../packages/sdk/package.json", import.meta.url));
    for (const name of apart) copyFileSync(resolve(`@vitrine/sandbox/${name}`), `dist/vitrine-${name}.js`);
  },
};
