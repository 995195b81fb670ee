import type { KernelStart } from "@vitrine/protocol";
import { Kernel } from "./kernel.ts";
import { openCatalog, type PackageCatalog } from "./package-catalog.ts";
import type { SandboxParts } from "./sandbox.ts";
import { sandboxText } from "./sandbox-text.ts";

/** Fetches the runtime's files while the frame loads, and starts the kernel with them. */
export async function openKernel({ store, distribution, policy, frameUrl, sharedMemory }: SandboxParts): Promise<{ kernel: Kernel; catalog: PackageCatalog }> {
  const catalog = openCatalog(store, distribution, policy.packages);
  const kernel = await Kernel.open(kernelParts(), frameUrl, sharedMemory);
  return { kernel, catalog: await catalog };

  async function kernelParts(): Promise<Omit<KernelStart, "type">> {
    const { files } = distribution;
    const [workerScript, packages, loader, glue, wasm, stdlib] = await Promise.all([
      sandboxText("worker"),
      catalog,
      ...[files.loader, files.glue, files.wasm, files.stdlib].map((file) => store.bytes(file)),
    ] as const);
    return {
      workerScript,
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
