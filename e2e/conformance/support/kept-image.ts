import type { HousedImage } from "@vitrine/protocol";
import { type AssetSource, createSandbox } from "@vitrine/sdk";
import { settings } from "../harness/index.ts";

const readAssets = async () => (await (await fetch(`${settings.assets}assets.json`)).json()) as { images?: HousedImage[] };

/** Images that the server has. */
export async function servedImages(): Promise<HousedImage[]> {
  return (await readAssets()).images ?? [];
}

/** An assets.json of the server's with other images. */
async function assetsJson(change: (images: HousedImage[]) => HousedImage[]): Promise<ArrayBuffer> {
  const assets = await readAssets();
  return new TextEncoder().encode(JSON.stringify({ ...assets, images: change(assets.images ?? []) })).buffer;
}

/** The server's assets, with other images than it has. Default: with none, as most servers have them. */
export function assetsWith(change: (images: HousedImage[]) => HousedImage[] = () => []): AssetSource {
  return { base: settings.assets, embedded: async (path) => (path === "assets.json" ? assetsJson(change) : undefined) };
}

/** What is in the cache where images are kept. */
export async function keptImages(): Promise<{ url: string; packages: string; bytes: number }[]> {
  const cache = await caches.open("vitrine-images-1");
  return Promise.all(
    (await cache.keys()).map(async ({ url }) => {
      const response = (await cache.match(url))!;
      return { url, packages: response.headers.get("x-packages") ?? "", bytes: (await response.blob()).size };
    }),
  );
}

/** Waits for an image that has this package in it. */
export async function imageWith(name: string): Promise<{ packages: string; bytes: number }> {
  for (;;) {
    const kept = (await keptImages()).find(({ packages }) => packages.split(",").includes(name));
    if (kept) return kept;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Has an image made of NumPy, pandas and Plotly, if none is kept: sandboxes that are opened later go on from it. */
export async function keepImage(): Promise<void> {
  if ((await keptImages()).some(({ packages }) => packages.includes("pandas"))) return;
  const maker = await createSandbox({ assets: assetsWith(), images: true, spares: 0 });
  await maker.run({ code: "import numpy, pandas, plotly.express" }).result;
  await imageWith("pandas");
  maker.dispose();
}
