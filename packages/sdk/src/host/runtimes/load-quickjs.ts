import type { QuickJsDistribution } from "@vitrine/protocol";
import { sandboxText } from "../sandbox-text.ts";
import type { RuntimeLoader } from "./runtime-loader.ts";

/** JavaScript and TypeScript: QuickJS, what reads programs, and what shows values; for TypeScript what takes types out. */
export const loadQuickjs: RuntimeLoader<QuickJsDistribution> = async (language, distribution, { store }) => {
  const { wasm, asmjs, parser, inspect, typescript } = distribution.files;
  const load = async (useWasm: boolean) => {
    const [workerScript, shown, reader, types, engine] = await Promise.all([
      sandboxText("javascript"),
      store.text(inspect),
      store.bytes(parser),
      language === "typescript" ? store.bytes(typescript) : undefined,
      store.bytes(useWasm ? wasm : asmjs),
    ]);
    const scripts = { parser: reader, ...(types && { typescript: types }), ...(!useWasm && { asmjs: engine }) };
    return { language, workerScript, images: [], runtime: { scripts, modules: useWasm ? { wasm: engine } : ({} as Record<string, ArrayBuffer>), bytes: {}, texts: { inspect: shown } } };
  };
  return { distribution, parts: await load("WebAssembly" in globalThis), withoutWasm: () => load(false) };
};
