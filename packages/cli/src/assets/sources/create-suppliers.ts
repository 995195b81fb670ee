import { debianRecipes } from "../recipes/debian-recipes.ts";
import type { Scratch } from "../scratch.ts";
import type { Supplier } from "../supplier.ts";
import { createDebianPackages } from "./debian-package.ts";
import { createDebianWheel } from "./debian-wheel.ts";
import { createNpmTarball, createNpmTarballs } from "./npm-tarball.ts";
import { createPublicUrl } from "./public-url.ts";
import { createZipCarriers } from "./zip-carrier.ts";
import { zipCarriers } from "./zip-carriers.ts";

export interface SuppliersOptions {
  scratch: Scratch;
  /** Told of what takes a while. */
  onStep: (text: string) => void;
  signal?: AbortSignal | undefined;
}

/** Every source of files, in the order in which they are asked. */
export function createSuppliers({ scratch, onStep, signal }: SuppliersOptions): Supplier[] {
  const publicUrl = createPublicUrl({ signal });
  const tarballs = createNpmTarballs(scratch, onStep, signal);
  const packages = createDebianPackages({ scratch, onStep, signal });
  return [
    publicUrl,
    createNpmTarball(tarballs, signal),
    createZipCarriers(zipCarriers, tarballs, signal),
    createDebianWheel(debianRecipes, { packages, scratch, onStep, signal }),
  ];
}
