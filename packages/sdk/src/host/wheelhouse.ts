import type { AssetStore } from "./asset-store.ts";

/** A file of the simple JSON index (PEP 691), as far as the broker needs it. */
export interface IndexFile {
  filename: string;
  url: string;
  hashes: { sha256?: string };
  "requires-python"?: string;
}

/** What a self-hosted assets directory says of itself. It is the embedder's own, so it is trusted like the page. */
export interface Wheelhouse {
  /** Paths of the files that are there. */
  paths: ReadonlySet<string>;
  /** Names of the packages in its index. */
  names: ReadonlySet<string>;
  /** The index's files of one package. */
  files(name: string): Promise<IndexFile[]>;
}

const empty: Wheelhouse = { paths: new Set(), names: new Set(), files: async () => [] };

/** Reads assets.json and simple/index.json below the base; without a base, or where they are missing, an empty wheelhouse. */
export async function openWheelhouse({ base }: AssetStore): Promise<Wheelhouse> {
  if (base === undefined) return empty;
  const [assets, index] = await Promise.all([json<{ files: { path: string }[] }>(`${base}assets.json`), json<{ projects: { name: string }[] }>(`${base}simple/index.json`)]);
  return {
    paths: new Set(assets?.files.map(({ path }) => path)),
    names: new Set(index?.projects.map(({ name }) => name)),
    files: async (name) => (await json<{ files: IndexFile[] }>(`${base}simple/${name}/index.json`))?.files ?? [],
  };
}

async function json<T>(url: string): Promise<T | undefined> {
  const response = await fetch(url, { referrerPolicy: "no-referrer" });
  return response.ok ? ((await response.json()) as T) : undefined;
}
