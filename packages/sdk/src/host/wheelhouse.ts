import type { HousedPackage } from "@vitrine/protocol";
import type { AssetStore } from "./asset-store.ts";

/** What a self-hosted assets directory says of itself (assets.json). It is the embedder's own, so it is trusted like the page. */
export interface Wheelhouse {
  /** Paths of the files that are there. */
  paths: ReadonlySet<string>;
  /** Packages that it has beside the locks. */
  packages: readonly HousedPackage[];
}

/** Reads assets.json that the page holds, else the one below the base; without either an empty wheelhouse. */
export async function openWheelhouse(store: AssetStore): Promise<Wheelhouse> {
  const { base } = store;
  const embedded = await store.embedded("assets.json");
  if (embedded) return read(JSON.parse(new TextDecoder().decode(embedded)));
  if (base === undefined) return { paths: new Set(), packages: [] };
  const response = await fetch(`${base}assets.json`, { referrerPolicy: "no-referrer" }).catch(() => undefined);
  if (!response?.ok) return { paths: new Set(), packages: [] };
  return read(await response.json());
}

function read(assets: unknown): Wheelhouse {
  const { files, packages } = assets as { files: { path: string }[]; packages: HousedPackage[] };
  return { paths: new Set(files.map(({ path }) => path)), packages };
}
