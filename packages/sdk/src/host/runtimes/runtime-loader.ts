import type { Distribution, KernelStart, PackagePolicy, RunInputs } from "@vitrine/protocol";
import type { AssetStore } from "../asset-store.ts";
import type { Images } from "../images.ts";
import type { Kernel } from "../kernel.ts";
import type { PackageCatalog } from "../package-catalog.ts";

/** What loading a runtime depends on beside its distribution. */
export interface LoaderHouse {
  store: AssetStore;
  packages: PackagePolicy;
  images: boolean | "served";
}

/** A language's runtime, ready to be started in a kernel frame. */
export interface LoadedRuntime {
  distribution: Distribution;
  /** What the frame is given. */
  parts: Omit<KernelStart, "type">;
  /** In place of `parts`, where the frame cannot compile WebAssembly. Throws ASSET_UNAVAILABLE. */
  withoutWasm?: () => Promise<Omit<KernelStart, "type">>;
  /** Names what of a program is compiled, of languages whose programs are modules. */
  moduleKey?: (inputs: RunInputs) => Promise<string>;
  /** Of languages with packages. */
  catalog?: PackageCatalog;
  /** Where the embedder wants them, and the language has them. */
  images?: Images | undefined;
  /** The frame has taken it. */
  onStart?: (kernel: Kernel) => void;
}

/** Fetches what a language's programs run with. Throws ASSET_UNAVAILABLE or ASSET_HASH_MISMATCH. */
export type RuntimeLoader<D extends Distribution> = (language: string, distribution: D, house: LoaderHouse) => Promise<LoadedRuntime>;
