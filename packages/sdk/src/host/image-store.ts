import type { KeptImage } from "@vitrine/protocol";
import { sha256 } from "./sha256.ts";

const cacheName = "vitrine-images-1";

/**
 * Keeps one image of each kind for each distribution in Cache Storage. Its name holds a hash of all that it was made from: with any other runtime, lock, or version of
 * Vitrine it is another image, and the old one goes. An image is bytes for the sealed frame alone; the page never looks into it.
 */
export class ImageStore {
  /** Where those are that were made from the same. */
  readonly #place: string;

  private constructor(
    /** The distribution's. */
    private readonly folder: string,
    /** A hash of what they are made from. */
    readonly key: string,
  ) {
    this.#place = `${folder}${key}/`;
  }

  static async open(distribution: string, ingredients: readonly string[]): Promise<ImageStore> {
    // How Python waits for JavaScript depends on the engine, and an image has it in it.
    const suspends = "Suspending" in WebAssembly;
    const folder = `https://vitrine.invalid/image/${encodeURIComponent(distribution)}/`;
    return new ImageStore(folder, await sha256(JSON.stringify([...ingredients, suspends])));
  }

  async load(): Promise<KeptImage[]> {
    try {
      const cache = await caches.open(cacheName);
      const ours = (await cache.keys()).filter(({ url }) => url.startsWith(this.#place));
      return await Promise.all(
        ours.map(async (request) => {
          const response = (await cache.match(request))!;
          return { kind: request.url.slice(this.#place.length), image: await response.blob(), packages: (response.headers.get("x-packages") ?? "").split(",").filter(Boolean) };
        }),
      );
    } catch {
      // Cache Storage is a convenience: private windows and full disks have none.
      return [];
    }
  }

  /** Keeps it in place of the one of its kind, if there is room for several of its size. */
  async save({ kind, image, packages }: KeptImage): Promise<void> {
    try {
      const { size } = image as Blob;
      const { quota = 0, usage = 0 } = await navigator.storage.estimate();
      if (quota - usage < 4 * size) return;
      const cache = await caches.open(cacheName);
      for (const request of await cache.keys()) if (request.url.startsWith(this.folder) && !request.url.startsWith(this.#place)) await cache.delete(request);
      await cache.put(this.#place + kind, new Response(image as Blob, { headers: { "x-packages": packages.join(",") } }));
    } catch {
      // See above.
    }
  }

  /** Forgets the distribution's images, these and older ones. */
  async clear(): Promise<void> {
    try {
      const cache = await caches.open(cacheName);
      for (const request of await cache.keys()) if (request.url.startsWith(this.folder)) await cache.delete(request);
    } catch {
      // See above.
    }
  }
}
