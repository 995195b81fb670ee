import type { KernelCounts, KernelStart, KernelToHost, WebAssemblyModule, WorkerBoot } from "@vitrine/protocol";
import { type PreparedImage, readImage } from "./image-file.ts";
import { KeptModules } from "./kept-modules.ts";

/** What every worker of a language boots from. */
export interface PreparedRuntime {
  /** Blob URLs for one worker's scripts: a worker can revoke whatever it knows, so no two of them share one. */
  scriptUrls(): ScriptUrls;
  /** Handed to each worker; compiled modules are shared, bytes are copied. */
  boot: Omit<WorkerBoot, "scripts" | "shared" | "image">;
  /** What every worker goes on from, where it may; undefined: none has come, or the one that came did not do. */
  image: PreparedImage | undefined;
  /** An image failed in a worker. */
  refuseImage(image: PreparedImage, why: string): void;
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
export async function prepareRuntime({ workerScript, runtime, image }: KernelStart, held: KernelCounts, toHost: (message: KernelToHost) => void): Promise<PreparedRuntime> {
  const script = (part: BlobPart) => new Blob([part], { type: "text/javascript" });
  const scripts = Object.entries(runtime.scripts).map(([name, bytes]) => [name, script(bytes)] as const);
  const worker = script(workerScript);
  const refuse = (why: string) => toHost({ type: "image-refused", message: why.slice(0, 8192) });
  const reading = image && readImage(image as Blob).catch((error: unknown) => refuse(String(error)));
  const compiling = Object.entries(runtime.modules).map(async ([name, bytes]) => [name, await WebAssembly.compile(bytes)] as const);
  const modules: Record<string, WebAssemblyModule> = Object.fromEntries(await Promise.all(compiling));
  const prepared: PreparedRuntime = {
    held,
    modules: new KeptModules(),
    boot: { modules, bytes: runtime.bytes, texts: runtime.texts },
    image: (await reading) ?? undefined,
    refuseImage(failed, why) {
      if (prepared.image !== failed) return;
      prepared.image = undefined;
      refuse(why);
    },
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
  return prepared;
}
