import { viewFailed } from "./failures.ts";
import type { View, ViewOptions } from "./view.ts";

export interface PictureOptions {
  /** Pixels that it is wide at most. Default 768, which vision models take as it is. */
  maxWidth?: number;
  /** Bytes that it has at most. Default 500 000. */
  maxBytes?: number;
  /** Default "light". */
  theme?: "light" | "dark";
}

/** Times that a picture is made smaller before it is given up, and how wide it must stay, in pixels, to be of use. */
const tries = 5;
const leastWidth = 32;

/** A PNG of an output, drawn in a view that nobody sees. Throws what `show` and `toImage` throw, and VIEW_FAILED where it cannot be made small enough. */
export async function makePicture(show: (element: Element, options: ViewOptions) => Promise<View>, { maxWidth = 768, maxBytes = 500_000, theme = "light" }: PictureOptions): Promise<Uint8Array> {
  const place = document.createElement("div");
  // Inside the viewport: engines let frames outside of it rest. Nobody can see it, point at it or hear of it.
  place.style.cssText = `position: fixed; inset: 0 auto auto 0; width: ${maxWidth}px; opacity: 0; pointer-events: none; z-index: -1; overflow: hidden; height: 1px;`;
  place.inert = true;
  place.ariaHidden = "true";
  (document.body ?? document.documentElement).append(place);
  try {
    const view = await show(place, { theme });
    try {
      return await smallEnough(view, maxWidth, maxBytes);
    } finally {
      view.dispose();
    }
  } finally {
    place.remove();
  }
}

async function smallEnough(view: View, maxWidth: number, maxBytes: number): Promise<Uint8Array> {
  let factor = 1;
  let natural: { width: number; height: number } | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    // A PNG comes as it is where nothing is said of its size; a chart would be laid out anew, with letters as large as before.
    const size = natural && view.mime.startsWith("image/") ? { width: Math.max(1, Math.round(natural.width * factor)), height: Math.max(1, Math.round(natural.height * factor)), scale: 1 } : { scale: factor };
    const bytes = new Uint8Array(await (await view.toImage({ format: "png", ...size })).arrayBuffer());
    const made = sizeOf(bytes);
    // A canvas without pixels makes an empty file.
    if (bytes.length < 24 || (made.width < leastWidth && attempt > 0)) break;
    natural ??= made;
    if (made.width <= maxWidth && bytes.length <= maxBytes) return bytes;
    factor *= Math.min(made.width > maxWidth ? maxWidth / made.width : 1, bytes.length > maxBytes ? 0.9 * Math.sqrt(maxBytes / bytes.length) : 1, 0.999);
  }
  throw viewFailed(`no picture of it that can be read is at most ${maxWidth} pixels wide and has at most ${maxBytes} bytes.`, "Allow larger pictures, or show `output.alt`.");
}

/** As a PNG says it at its beginning. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  return bytes.length < 24 ? { width: 1, height: 1 } : { width: header.getUint32(16), height: header.getUint32(20) };
}
