import type { KernelCounts, KernelStart, KernelToHost, WorkerBoot } from "@vitrine/protocol";
import { type PreparedImage, readImage } from "./image-file.ts";

/** What every worker of this frame boots from. */
export interface PreparedRuntime {
  /** Blob URLs for one worker's scripts: a worker can revoke whatever it knows, so no two of them share one. */
  scriptUrls(): ScriptUrls;
  /** Handed to each worker; the compiled module is shared, bytes are copied. */
  boot: Omit<WorkerBoot, "loaderUrl" | "glueUrl" | "shared" | "image">;
  /** What every worker goes on from, where it may; undefined: none has come, or the one that came did not do. */
  image: PreparedImage | undefined;
  /** An image failed in a worker. */
  refuseImage(image: PreparedImage, why: string): void;
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
export async function prepareRuntime({ workerScript, runtime, image }: KernelStart, toHost: (message: KernelToHost) => void): Promise<PreparedRuntime> {
  const script = (part: BlobPart) => new Blob([part], { type: "text/javascript" });
  const { loader, glue, wasm, ...rest } = runtime;
  const scripts = { worker: script(workerScript), loader: script(loader), glue: script(glue) };
  const held: KernelCounts = { workers: 0, spares: 0, blobUrls: 0 };
  const refuse = (why: string) => toHost({ type: "image-refused", message: why.slice(0, 8192) });
  const reading = image && readImage(image as Blob).catch((error: unknown) => refuse(String(error)));
  const boot = { ...rest, wasm: await WebAssembly.compile(wasm) };
  const prepared: PreparedRuntime = {
    held,
    boot,
    image: (await reading) ?? undefined,
    refuseImage(failed, why) {
      if (prepared.image !== failed) return;
      prepared.image = undefined;
      refuse(why);
    },
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
  };
  return prepared;
}
