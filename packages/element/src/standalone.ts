/** `vitrine-element.js`: the elements with the whole host in one module, for pages without a bundler. It defines them. */
import { define } from "./define.ts";

export * from "@vitrine/sdk";
export * from "./index.ts";

define();
