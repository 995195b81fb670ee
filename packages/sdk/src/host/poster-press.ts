import { imagePixels, mime, type ViewTier, vegaMimes } from "@vitrine/protocol";
import { viewFailed } from "./failures.ts";
import type { FrameWish, ViewFrames } from "./view-frames.ts";
import type { ImageOptions } from "./view.ts";

/** Pixels of a picture of a figure: more come from no figure of ours. */
const mostPixels = 40_000_000;

/** A drawing's picture, and what is to be said of it. */
export interface Pressed {
  image: Blob;
  mime: string;
  tier: ViewTier;
  notes: readonly string[];
}

/** Forms of which our renderers paint the picture themselves; a picture of the guest's comes back as it is, and never stands in the page. */
export const hasPoster = (type: string): boolean => type === mime.plotly || vegaMimes.includes(type);

/** Makes pictures of figures that nobody sees yet, one after the other, in a frame out of sight. */
export class PosterPress {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly frames: ViewFrames) {}

  /** A picture of the output as wide as is asked for. Undefined where `wanted` says by then that it is not. Throws VIEW_FAILED, OUTPUT_LIMIT, FRAME_BLOCKED. */
  print(wish: () => FrameWish | undefined, width: number, options: ImageOptions): Promise<Pressed | undefined> {
    const printed = this.#last.then(() => this.#print(wish(), width, options));
    this.#last = printed.catch(() => {});
    return printed;
  }

  async #print(wish: FrameWish | undefined, width: number, options: ImageOptions): Promise<Pressed | undefined> {
    if (!wish) return undefined;
    const frame = await this.frames.take(this.frames.holder(width), wish);
    try {
      await frame.update(wish.output);
      const image = await frame.toImage(options);
      const { mime: type, tier, notes } = frame;
      this.frames.giveBack(frame);
      return { image, mime: type, tier, notes };
    } catch (error) {
      frame.dispose();
      throw error;
    }
  }
}

/** The picture again, if its bytes are a PNG of a size that a page can take: no other decoder of the page's is to meet what a frame sends. Throws VIEW_FAILED. */
export async function checkedPng(image: Blob): Promise<Blob> {
  const head = new Uint8Array(await image.slice(0, 32).arrayBuffer());
  const pixels = head[0] === 0x89 ? imagePixels(head) : undefined;
  if (pixels === undefined || pixels > mostPixels) throw viewFailed("the picture of it is none.");
  return image;
}
