import type { KernelCounts, KernelStart, KernelToHost, WebAssemblyModule, WorkerBoot } from "@vitrine/protocol";
import { KeptImages } from "./kept-images.ts";
import { KeptModules } from "./kept-modules.ts";

/** What every worker of a language boots from. */
export interface PreparedRuntime {
  /** Blob URLs for one worker's scripts: a worker can revoke whatever it knows, so no two of them share one. */
  scriptUrls(): ScriptUrls;
  /** Handed to each worker; compiled modules are shared, bytes are copied. */
  boot: Omit<WorkerBoot, "scripts" | "shared" | "image">;
  /** What a worker goes on from, where it may. */
  images: KeptImages;
  /** Of languages whose programs are modules. */
  modules: KeptModules;
  /** Of workers that have not been killed, of all languages. */
  held: KernelCounts;
}

export interface ScriptUrls {
  worker: string;
  scripts: Record<string, string>;
  revoke(): void;
}

/** Compiles the WebAssembly once, and keeps scripts as blobs: an opaque frame can load nothing by another URL. */
export async function prepareRuntime({ workerScript, runtime, images }: KernelStart, held: KernelCounts, toHost: (message: KernelToHost) => void): Promise<PreparedRuntime> {
  const script = (part: BlobPart) => new Blob([part], { type: "text/javascript" });
  const scripts = Object.entries(runtime.scripts).map(([name, bytes]) => [name, script(bytes)] as const);
  const worker = script(workerScript);
  const kept = new KeptImages(images, (why) => toHost({ type: "image-refused", message: why.slice(0, 8192) }));
  // Read while the runtime compiles: the first interpreter will want it.
  void kept.choose(new Set())?.prepared();
  const compiling = Object.entries(runtime.modules).map(async ([name, bytes]) => [name, await WebAssembly.compile(bytes)] as const);
  const modules: Record<string, WebAssemblyModule> = Object.fromEntries(await Promise.all(compiling));
  return {
    held,
    modules: new KeptModules(),
    boot: { modules, bytes: runtime.bytes, texts: runtime.texts },
    images: kept,
    scriptUrls: () => {
      const urls = { worker: URL.createObjectURL(worker), scripts: Object.fromEntries(scripts.map(([name, blob]) => [name, URL.createObjectURL(blob)])) };
      const all = [urls.worker, ...Object.values(urls.scripts)];
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
}
