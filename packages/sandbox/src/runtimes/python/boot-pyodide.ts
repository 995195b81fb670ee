import type { RuntimeContext } from "../runtime.ts";
import type { Pyodide, PyodideModule } from "./pyodide.d.ts";

/** A URL that exists nowhere: Pyodide asks for its files below it, and this worker answers from the bytes that the host handed in. */
const indexUrl = "https://runtime.vitrine.invalid/";

/** The working directory and home of the guest. */
export const home = "/home/pyodide";

/** Boots Pyodide from bytes at hand, with a cap on its memory. Needs no network and no eval. */
export async function bootPyodide({ boot, inputs, limits, streams, serveLocally }: RuntimeContext): Promise<Pyodide> {
  serveLocally(`${indexUrl}python_stdlib.zip`, boot.stdlib);
  // Pyodide insists on fetching the binary; the compiled module takes its place in `useCompiledModule`.
  serveLocally(`${indexUrl}pyodide.asm.wasm`, "", "application/wasm");
  const restore = useCompiledModule(boot.wasm, limits.memoryBytes, (bytes) => streams.memoryGrown(bytes));
  try {
    const options = {
      indexURL: indexUrl,
      stdLibURL: `${indexUrl}python_stdlib.zip`,
      lockFileContents: boot.lock,
      packageBaseUrl: boot.packageBaseUrl,
      env: { MPLBACKEND: "module://_vitrine.matplotlib_backend", ...inputs.env, HOME: home, ...(inputs.seed === null ? {} : { PYTHONHASHSEED: String(inputs.seed) }) },
    };
    if (!boot.version.startsWith("0.")) return await bootModule(boot, options);
    // Before 314 the glue is a classic script that leaves a global behind.
    importScripts(boot.glueUrl);
    const { loadPyodide } = await importPyodide(boot.loaderUrl);
    return await loadPyodide(options);
  } finally {
    restore();
  }
}

/** 314 and later: the glue is a module, and the loader refuses workers in which importScripts works. */
async function bootModule(boot: RuntimeContext["boot"], options: object): Promise<Pyodide> {
  globalThis.importScripts = () => {
    throw new TypeError("importScripts is closed");
  };
  const glue = (await import(/* @vite-ignore */ boot.glueUrl)) as { default: unknown };
  const { loadPyodide } = await importPyodide(boot.loaderUrl);
  return loadPyodide({ ...options, createPyodideModule: glue.default });
}

const importPyodide = (url: string) => import(/* @vite-ignore */ url) as Promise<PyodideModule>;

/** Makes `WebAssembly.instantiateStreaming` instantiate the module that the frame compiled, with a memory that refuses to grow past a cap. */
function useCompiledModule(module: WebAssembly.Module, memoryBytes: number, grown: (bytes: number) => void): () => void {
  const original = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    const env = imports!.env as Record<string, unknown>;
    capResize(env, memoryBytes);
    const instance = await WebAssembly.instantiate(module, imports);
    // 0.29 imports its memory, 314 exports it.
    capGrowth((env.memory ?? instance.exports.memory) as WebAssembly.Memory, memoryBytes, grown);
    return { module, instance };
  };
  return () => {
    WebAssembly.instantiateStreaming = original;
  };
}

/** `emscripten_resize_heap(bytes)` returns 0 where memory cannot grow; malloc then fails, and Python raises MemoryError. */
function capResize(env: Record<string, unknown>, memoryBytes: number): void {
  const resize = env.emscripten_resize_heap as (bytes: number) => number;
  // Sizes from 2 GiB up arrive as negative int32.
  env.emscripten_resize_heap = (bytes: number) => (bytes >>> 0 > memoryBytes ? 0 : resize(bytes));
}

/** Emscripten grows by a fifth more than it needs; held to the cap, it gets what it needs. */
function capGrowth(memory: WebAssembly.Memory, memoryBytes: number, grown: (bytes: number) => void): void {
  const page = 65_536;
  const grow = memory.grow.bind(memory);
  grown(memory.buffer.byteLength);
  memory.grow = (pages) => {
    const before = grow(Math.min(pages, Math.max(0, Math.floor((memoryBytes - memory.buffer.byteLength) / page))));
    grown(memory.buffer.byteLength);
    return before;
  };
}
