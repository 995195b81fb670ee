import type { HousedPackage } from "@vitrine/protocol";
import type { AssetStore } from "./asset-store.ts";

/** What a self-hosted assets directory says of itself (assets.json). It is the embedder's own, so it is trusted like the page. */
export interface Wheelhouse {
  /** Paths of the files that are there. */
  paths: ReadonlySet<string>;
  /** Packages that it has beside the locks. */
  packages: readonly HousedPackage[];
}

/** Reads assets.json below the base; without a base, or where it is missing, an empty wheelhouse. */
export async function openWheelhouse({ base }: AssetStore): Promise<Wheelhouse> {
  if (base === undefined) return { paths: new Set(), packages: [] };
  const response = await fetch(`${base}assets.json`, { referrerPolicy: "no-referrer" }).catch(() => undefined);
  if (!response?.ok) return { paths: new Set(), packages: [] };
  const { files, packages } = (await response.json()) as { files: { path: string }[]; packages: HousedPackage[] };
  return { paths: new Set(files.map(({ path }) => path)), packages };
}
