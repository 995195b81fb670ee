import factory from "@jitl/quickjs-wasmfile-release-sync/emscripten-module";
import { QuickJSFFI } from "@jitl/quickjs-wasmfile-release-sync/ffi";
import type { WorkerBoot } from "@vitrine/protocol";
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSSyncVariant, type QuickJSWASMModule } from "quickjs-emscripten-core";

type Factory = typeof factory;

/** Starts QuickJS: as WebAssembly that the frame compiled, or as plain JavaScript where the frame could compile none. */
export async function openEngine({ modules, scripts }: WorkerBoot): Promise<QuickJSWASMModule> {
  const plain = scripts.asmjs === undefined ? undefined : ((await import(/* @vite-ignore */ scripts.asmjs)) as { default: Factory }).default;
  const variant: QuickJSSyncVariant = {
    type: "sync",
    importFFI: async () => QuickJSFFI,
    importModuleLoader: async () => plain ?? factory,
  };
  return newQuickJSWASMModuleFromVariant(plain ? variant : newVariant(variant, { wasmModule: modules.wasm as WebAssembly.Module }));
}
