import type { KeptImage } from "@vitrine/protocol";
import { type PreparedImage, readImage } from "./image-file.ts";

/** An image that interpreters may go on from. It is read when the first of them wants it. */
export interface UsableImage {
  packages: ReadonlySet<string>;
  /** What its memory may come to, before it is read and after. */
  memorySize: number;
  /** undefined: it did not do. */
  prepared(): Promise<PreparedImage | undefined>;
}

/** The images of one language, one of each kind. */
export class KeptImages {
  readonly #images = new Map<string, UsableImage>();

  constructor(
    kept: readonly KeptImage[],
    /** Hears why one did not do. */
    private readonly refused: (why: string) => void,
  ) {
    for (const each of kept) this.put(each);
  }

  /** Takes the place of the one of its kind. */
  put({ kind, packages, image }: KeptImage): void {
    let reading: Promise<PreparedImage | undefined> | undefined;
    const usable: UsableImage = {
      packages: new Set(packages),
      memorySize: (image as Blob).size,
      prepared: () => (reading ??= read()),
    };
    const read = async () => {
      try {
        const prepared = await readImage(image as Blob);
        usable.memorySize = prepared.memory.byteLength;
        return prepared;
      } catch (error) {
        this.drop(usable, String(error));
        return undefined;
      }
    };
    this.#images.set(kind, usable);
  }

  /** It failed: no other interpreter goes on from it. */
  drop(failed: UsableImage, why: string): void {
    for (const [kind, image] of this.#images) {
      if (image !== failed) continue;
      this.#images.delete(kind);
      this.refused(why);
    }
  }

  /** The one that holds most of what is wanted, and of those the smallest. */
  choose(wants: ReadonlySet<string>): UsableImage | undefined {
    const rank = (image: UsableImage) => coverage(image, wants) * 10_000 - image.packages.size;
    return [...this.#images.values()].toSorted((a, b) => rank(b) - rank(a))[0];
  }
}

/** How much of what is wanted it holds. */
export function coverage(image: UsableImage | undefined, wants: ReadonlySet<string>): number {
  return image ? [...wants].filter((name) => image.packages.has(name)).length : 0;
}
