import { createSandbox } from "@vitrine/sdk";
import { settings } from "../harness/index.ts";

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
  if ((await keptImages()).length > 0) return;
  const maker = await createSandbox({ assets: settings.assets, images: true, spares: 0 });
  await maker.run({ code: "import numpy, pandas, plotly.express" }).result;
  await imageWith("pandas");
  maker.dispose();
}
