import { sha256 } from "./sha256.ts";

const cacheName = "vitrine-images-1";

/** An image and the packages in it (normalised names). */
export interface StoredImage {
  image: Blob;
  packages: readonly string[];
}

/**
 * Keeps one image for each distribution in Cache Storage. Its name is a hash of all that it was made from: with any other runtime, lock, or version of
 * Vitrine it is another image, and the old one goes. An image is bytes for the sealed frame alone; the page never looks into it.
 */
export class ImageStore {
  private constructor(
    private readonly folder: string,
    private readonly url: string,
  ) {}

  static async open(distribution: string, ingredients: readonly string[]): Promise<ImageStore> {
    // How Python waits for JavaScript depends on the engine, and an image has it in it.
    const suspends = "Suspending" in WebAssembly;
    const folder = `https://vitrine.invalid/image/${encodeURIComponent(distribution)}/`;
    return new ImageStore(folder, folder + (await sha256(JSON.stringify([...ingredients, suspends]))));
  }

  async load(): Promise<StoredImage | undefined> {
    try {
      const response = await (await caches.open(cacheName)).match(this.url);
      return response && { image: await response.blob(), packages: (response.headers.get("x-packages") ?? "").split(",").filter(Boolean) };
    } catch {
      // Cache Storage is a convenience: private windows and full disks have none.
      return undefined;
    }
  }

  /** Keeps it, if there is room for several of its size. */
  async save({ image, packages }: StoredImage): Promise<void> {
    try {
      const { quota = 0, usage = 0 } = await navigator.storage.estimate();
      if (quota - usage < 4 * image.size) return;
      await this.clear();
      await (await caches.open(cacheName)).put(this.url, new Response(image, { headers: { "x-packages": packages.join(",") } }));
    } catch {
      // See above.
    }
  }

  /** Forgets the distribution's images, this one and older ones. */
  async clear(): Promise<void> {
    try {
      const cache = await caches.open(cacheName);
      for (const request of await cache.keys()) if (request.url.startsWith(this.folder)) await cache.delete(request);
    } catch {
      // See above.
    }
  }
}
