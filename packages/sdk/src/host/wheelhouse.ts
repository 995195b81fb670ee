import type { HousedImage, HousedPackage } from "@vitrine/protocol";
import type { AssetStore } from "./asset-store.ts";

/** What a self-hosted assets directory says of itself (assets.json). It is the embedder's own, so it is trusted like the page. */
export interface Wheelhouse {
  /** Paths of the files that are there. */
  paths: ReadonlySet<string>;
  /** Packages that it has beside the locks. */
  packages: readonly HousedPackage[];
  images: readonly HousedImage[];
}

const none: Wheelhouse = { paths: new Set(), packages: [], images: [] };

/** Reads assets.json that the page holds, else the one below the base; without either an empty wheelhouse. */
export async function openWheelhouse(store: AssetStore): Promise<Wheelhouse> {
  const { base } = store;
  const embedded = await store.embedded("assets.json");
  if (embedded) return read(JSON.parse(new TextDecoder().decode(embedded)));
  if (base === undefined) return none;
  const response = await fetch(`${base}assets.json`, { referrerPolicy: "no-referrer" }).catch(() => undefined);
  if (!response?.ok) return none;
  return read(await response.json());
}

function read(assets: unknown): Wheelhouse {
  const { files, packages, images = [] } = assets as { files: { path: string }[]; packages: HousedPackage[]; images?: HousedImage[] };
  return { paths: new Set(files.map(({ path }) => path)), packages, images };
}
