import type { WorkerStart } from "@vitrine/protocol";
import type { BootContext, MemoryCap } from "../runtime.ts";
import type { EmscriptenSettings, Pyodide, PyodideModule } from "./pyodide.d.ts";

/** A URL that exists nowhere: Pyodide asks for its files below it, and this worker answers from the bytes that the host handed in. */
const indexUrl = "https://runtime.vitrine.invalid/";

/** The working directory and home of the guest. */
export const home = "/home/pyodide";

/** What makes an image, or goes on from one (see image.ts). */
export interface ImageOptions {
  /** Done with the module's settings before it starts. */
  prepare(settings: EmscriptenSettings): void;
  /** Options of loadPyodide. */
  options: { _makeSnapshot: true } | { _loadSnapshot: Uint8Array };
}

/** Boots Pyodide from bytes at hand, with a cap on its memory. Needs no network and no eval. */
export async function bootPyodide({ boot, memory, serveLocally }: BootContext, { env, seed }: Pick<WorkerStart, "env" | "seed">, image?: ImageOptions): Promise<Pyodide> {
  serveLocally(`${indexUrl}python_stdlib.zip`, boot.bytes.stdlib!);
  // Pyodide insists on fetching the binary; the compiled module takes its place in `useCompiledModule`.
  serveLocally(`${indexUrl}pyodide.asm.wasm`, "", "application/wasm");
  const restore = useCompiledModule(boot.modules.wasm as WebAssembly.Module, memory);
  try {
    const options = {
      indexURL: indexUrl,
      stdLibURL: `${indexUrl}python_stdlib.zip`,
      lockFileContents: boot.texts.lock!,
      packageBaseUrl: boot.texts.packageBaseUrl!,
      env: { MPLBACKEND: "module://_vitrine.matplotlib_backend", ...env, HOME: home, ...(seed === null ? {} : { PYTHONHASHSEED: String(seed) }) },
      ...image?.options,
    };
    const create = await (boot.texts.version!.startsWith("0.") ? classicGlue(boot.scripts.glue!) : moduleGlue(boot.scripts.glue!));
    const prepared: typeof create = (settings) => {
      image?.prepare(settings);
      return create(settings);
    };
    // The older loader looks for the global, the newer one takes the option.
    globalThis._createPyodideModule = prepared;
    const { loadPyodide } = (await import(/* @vite-ignore */ boot.scripts.loader!)) as PyodideModule;
    return await loadPyodide({ ...options, createPyodideModule: prepared });
  } finally {
    restore();
  }
}

type CreateModule = (settings: EmscriptenSettings) => Promise<unknown>;

declare global {
  var _createPyodideModule: CreateModule;
}

/** Before 314 the glue is a classic script that leaves a global behind. */
function classicGlue(url: string): CreateModule {
  importScripts(url);
  return globalThis._createPyodideModule;
}

/** 314 and later: the glue is a module, and the loader refuses workers in which importScripts works. */
async function moduleGlue(url: string): Promise<CreateModule> {
  globalThis.importScripts = () => {
    throw new TypeError("importScripts is closed");
  };
  return ((await import(/* @vite-ignore */ url)) as { default: CreateModule }).default;
}

/** Makes `WebAssembly.instantiateStreaming` instantiate the module that the frame compiled, with a memory that refuses to grow past a cap. */
function useCompiledModule(module: WebAssembly.Module, cap: MemoryCap): () => void {
  const original = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    const env = imports!.env as Record<string, unknown>;
    capResize(env, cap);
    const instance = await WebAssembly.instantiate(module, imports);
    // 0.29 imports its memory, 314 exports it.
    capGrowth((env.memory ?? instance.exports.memory) as WebAssembly.Memory, cap);
    return { module, instance };
  };
  return () => {
    WebAssembly.instantiateStreaming = original;
  };
}

/** `emscripten_resize_heap(bytes)` returns 0 where memory cannot grow; malloc then fails, and Python raises MemoryError. */
function capResize(env: Record<string, unknown>, cap: MemoryCap): void {
  const resize = env.emscripten_resize_heap as (bytes: number) => number;
  // Sizes from 2 GiB up arrive as negative int32.
  env.emscripten_resize_heap = (bytes: number) => (bytes >>> 0 > cap.limit ? 0 : resize(bytes));
}

/** Emscripten grows by a fifth more than it needs; held to the cap, it gets what it needs. */
function capGrowth(memory: WebAssembly.Memory, cap: MemoryCap): void {
  const page = 65_536;
  const grow = memory.grow.bind(memory);
  cap.grown(memory.buffer.byteLength);
  memory.grow = (pages) => {
    const before = grow(Math.min(pages, Math.max(0, Math.floor((cap.limit - memory.buffer.byteLength) / page))));
    cap.grown(memory.buffer.byteLength);
    return before;
  };
}
