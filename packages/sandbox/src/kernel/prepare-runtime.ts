import type { KernelStart, WorkerBoot } from "@vitrine/protocol";

/** What every worker of this frame boots from. */
export interface PreparedRuntime {
  /** Blob URL of the worker script. */
  workerUrl: string;
  /** Handed to each worker; the compiled module is shared, bytes are copied. */
  boot: WorkerBoot;
}

/** Compiles the WebAssembly once and makes blob URLs: an opaque frame can load nothing by another URL. */
export async function prepareRuntime({ workerScript, runtime }: KernelStart): Promise<PreparedRuntime> {
  const scriptUrl = (part: BlobPart) => URL.createObjectURL(new Blob([part], { type: "text/javascript" }));
  const { loader, glue, wasm, ...rest } = runtime;
  return {
    workerUrl: scriptUrl(workerScript),
    boot: { ...rest, wasm: await WebAssembly.compile(wasm), loaderUrl: scriptUrl(loader), glueUrl: scriptUrl(glue) },
  };
}
