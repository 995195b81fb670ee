import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const file = (specifier: string) => fileURLToPath(import.meta.resolve(specifier));

/** Where the files lie that the server serves. */
export const folders = {
  app: at("../dist"),
  playground: at("../../playground/dist"),
  /** Made by `vitrine assets`. */
  assets: at("../../../.vitrine/assets"),
  /** The document that the sealed frames load, and the SDK as one module. */
  frame: dirname(file("@vitrine/sandbox/frame.html")),
  sdk: dirname(file("@vitrine/sdk/vitrine.js")),
};
