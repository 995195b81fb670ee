import { type AssetFile, type InterpreterDistribution, VitrineError } from "@vitrine/protocol";
import { sandboxText } from "../sandbox-text.ts";
import type { RuntimeLoader } from "./runtime-loader.ts";

/** An interpreter that is a WASI module, with the files beside it. */
export const loadInterpreter: RuntimeLoader<InterpreterDistribution> = async (language, distribution, { store }) => {
  const { files } = distribution;
  const interpreter = typeof distribution.interpreter === "function" ? await distribution.interpreter() : distribution.interpreter;
  const bytesOf = (file: AssetFile) => store.bytes(file).catch((error: unknown) => Promise.reject(withAdvice(error, language)));
  const wanted = [["module", "module"], ...Object.entries(interpreter.mounts)] as const;
  const [workerScript, ...found] = await Promise.all([sandboxText("wasi"), ...wanted.map(async ([path, key]) => [path, await bytesOf(files[key]!)] as const)]);
  const runtime = { scripts: {}, modules: {}, bytes: Object.fromEntries(found), texts: { interpreter: JSON.stringify(interpreter) } };
  return { distribution, parts: { language, workerScript, images: [], runtime }, moduleKey: () => Promise.resolve(files.module.sha256) };
};

/** `vitrine assets` brings no interpreter that it was not asked for. */
function withAdvice(error: unknown, language: string): unknown {
  if (!(error instanceof VitrineError) || error.code !== "ASSET_UNAVAILABLE") return error;
  const { code, message, details } = error;
  return new VitrineError({ code, message, fix: `Run \`vitrine assets <dir> --languages ${language}\` and serve that directory as \`assets\`, or allow the CDN.`, details });
}
