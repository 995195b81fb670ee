import type { KernelStart } from "@vitrine/protocol";
import { ImageStore } from "./image-store.ts";
import { Images } from "./images.ts";
import { Kernel } from "./kernel.ts";
import { openCatalog, type PackageCatalog } from "./package-catalog.ts";
import type { SandboxParts } from "./sandbox.ts";
import { sandboxText } from "./sandbox-text.ts";

export interface OpenedKernel {
  kernel: Kernel;
  catalog: PackageCatalog;
  /** undefined: the embedder wants none. */
  images: Images | undefined;
}

/** Fetches the runtime's files while the frame loads, and starts the kernel with them. */
export async function openKernel({ store, distribution, policy, frameUrl, sharedMemory, images: usesImages, spares, limits }: SandboxParts): Promise<OpenedKernel> {
  const catalog = openCatalog(store, distribution, policy.packages);
  const images = usesImages ? openImages() : Promise.resolve(undefined);
  const kernel = await Kernel.open(kernelParts(), frameUrl, sharedMemory);
  const opened = { kernel, catalog: await catalog, images: await images };
  void kernel.imageRefused.then((why) => opened.images?.refuse(why));
  kernel.keepSpares(spares, limits.memoryBytes);
  return opened;

  async function openImages(): Promise<Images> {
    const { files } = distribution;
    const [worker, packages] = await Promise.all([sandboxText("worker"), catalog]);
    const ingredients = [worker, packages.lockText, ...[files.loader, files.glue, files.wasm, files.stdlib].map(({ sha256 }) => sha256)];
    return new Images(store, packages, await ImageStore.open(distribution.name, ingredients));
  }

  async function kernelParts(): Promise<Omit<KernelStart, "type">> {
    const { files } = distribution;
    const [workerScript, packages, image, loader, glue, wasm, stdlib] = await Promise.all([
      sandboxText("worker"),
      catalog,
      images.then(async (kept) => (await kept?.stored()) ?? null),
      ...[files.loader, files.glue, files.wasm, files.stdlib].map((file) => store.bytes(file)),
    ] as const);
    return {
      workerScript,
      image,
      runtime: {
        version: distribution.version,
        loader: loader!,
        glue: glue!,
        wasm: wasm!,
        stdlib: stdlib!,
        lock: packages.lockText,
        packageBaseUrl: distribution.packageBaseUrl,
        indexUrl: packages.indexUrl,
      },
    };
  }
}
