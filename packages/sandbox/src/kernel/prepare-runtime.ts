import type { KernelCounts, KernelStart, WorkerBoot } from "@vitrine/protocol";

/** What every worker of this frame boots from. */
export interface PreparedRuntime {
  /** Blob URLs for one worker's scripts: a worker can revoke whatever it knows, so no two of them share one. */
  scriptUrls(): ScriptUrls;
  /** Handed to each worker; the compiled module is shared, bytes are copied. */
  boot: Omit<WorkerBoot, "loaderUrl" | "glueUrl" | "shared">;
  /** Of workers that have not been killed. */
  held: KernelCounts;
}

export interface ScriptUrls {
  worker: string;
  loader: string;
  glue: string;
  revoke(): void;
}

/** Compiles the WebAssembly once, and keeps scripts as blobs: an opaque frame can load nothing by another URL. */
export async function prepareRuntime({ workerScript, runtime }: KernelStart): Promise<PreparedRuntime> {
  const script = (part: BlobPart) => new Blob([part], { type: "text/javascript" });
  const { loader, glue, wasm, ...rest } = runtime;
  const scripts = { worker: script(workerScript), loader: script(loader), glue: script(glue) };
  const held: KernelCounts = { workers: 0, blobUrls: 0 };
  return {
    held,
    scriptUrls: () => {
      const urls = { worker: URL.createObjectURL(scripts.worker), loader: URL.createObjectURL(scripts.loader), glue: URL.createObjectURL(scripts.glue) };
      const all = Object.values(urls);
      held.blobUrls += all.length;
      return {
        ...urls,
        revoke: () => {
          held.blobUrls -= all.length;
          all.forEach(URL.revokeObjectURL);
        },
      };
    },
    boot: { ...rest, wasm: await WebAssembly.compile(wasm) },
  };
}
