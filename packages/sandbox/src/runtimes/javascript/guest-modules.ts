import type { QuickJSRuntime } from "quickjs-emscripten-core";
import type { GuestRealm } from "./guest-realm.ts";
import { fromGuest } from "./realm.ts";

/** Begins the name of a module that is not there. */
const nowhere = "nowhere: ";

/** Lets programs import and require their files; `plain` takes the types out of a file's text. */
export function serveModules(runtime: QuickJSRuntime, guest: GuestRealm, plain: (full: string, code: string) => string): void {
  const { context } = guest;
  // The binding drops what is thrown here and loads "" instead: where there is nothing, the name says why, and loading it fails.
  const resolve = (from: string, specifier: string) => {
    try {
      return guest.text("resolveFrom", specifier, from.startsWith("/") || from.startsWith("node:") ? from : `/work/${from}`);
    } catch (error) {
      return nowhere + guest.asError(error).message;
    }
  };
  const load = (full: string) => {
    if (!full.startsWith("/") && !full.startsWith("node:")) return { error: new Error(full.replace(nowhere, "")) };
    try {
      const bridge = guest.callWith("bridgeSource", context.newString(full)).consume((handle) => fromGuest(context, handle));
      return typeof bridge === "string" ? bridge : plain(full, guest.text("fileText", full));
    } catch (error) {
      return { error: guest.asError(error) };
    }
  };
  runtime.setModuleLoader(load, resolve);
  // CommonJS files are functions: what wraps them stands on their first line.
  const compile = context.newFunction("compile", (full, text) => {
    const name = context.getString(full);
    return context.evalCode(`(function (exports, require, module, __filename, __dirname) { ${plain(name, context.getString(text))}\n})`, name);
  });
  guest.callWith("useCompiler", compile).dispose();
}
