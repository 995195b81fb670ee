import type { WasiDistribution } from "@vitrine/protocol";
import { sandboxText } from "../sandbox-text.ts";
import { sha256 } from "../sha256.ts";
import type { RuntimeLoader } from "./runtime-loader.ts";

/** WASI modules: a worker, and for text what makes modules of it. */
export const loadWasi: RuntimeLoader<WasiDistribution> = async (language, distribution, { store }) => {
  const [workerScript, wabt] = await Promise.all([sandboxText("wasi"), language === "wat" ? store.bytes(distribution.files.wabt) : undefined]);
  const scripts: Record<string, ArrayBuffer> = wabt ? { wabt } : {};
  return { distribution, parts: { language, workerScript, images: [], runtime: { scripts, modules: {}, bytes: {}, texts: {} } }, moduleKey: ({ module, sources }) => sha256(module ? module.slice().buffer : JSON.stringify(sources.map(({ code }) => code))) };
};
