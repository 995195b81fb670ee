import { mime, type MimeBundle } from "@vitrine/sdk";
import { openSandbox } from "../../conformance/support/sandbox.ts";
import { outputOf } from "../../conformance/views/show.ts";
import { assert, type Attack, equal, measureStall } from "../harness/index.ts";
import { gifOf, pngOf, svgOfEntities, svgOfFilters, svgOfPatterns, svgOfUses } from "../support/bomb-pictures.ts";

interface Bomb {
  title: string;
  make(): MimeBundle | Promise<MimeBundle>;
  /** The same without its charge: it must be drawn. */
  control(): MimeBundle | Promise<MimeBundle>;
  /** "drawn", or the code of the refusal. */
  ends: string[];
}

const png = async (given: Parameters<typeof pngOf>[0]): Promise<MimeBundle> => ({ [mime.png]: await pngOf(given) });
const small = () => png({ width: 30, height: 20 });

const bombs: Record<string, Bomb> = {
  "png-header": { title: "a PNG whose header names 10^5 by 10^5 pixels", make: () => png({ width: 100_000, height: 100_000, data: 100 }), control: small, ends: ["OUTPUT_LIMIT"] },
  "png-pixels": { title: "a PNG of a tenth of a megabyte that is 10^8 pixels", make: () => png({ width: 10_000, height: 10_000 }), control: small, ends: ["OUTPUT_LIMIT"] },
  "png-allowed": { title: "a PNG that has nearly as many pixels as it may", make: () => png({ width: 6300, height: 6300 }), control: small, ends: ["drawn"] },
  "png-data": { title: "a PNG of ten pixels whose data inflates to 256 MiB", make: () => png({ width: 10, height: 1, data: 2 ** 28 }), control: small, ends: ["drawn", "VIEW_FAILED"] },
  "png-profile": { title: "a PNG whose colour profile inflates to 256 MiB", make: () => png({ width: 10, height: 1, profile: 2 ** 28 }), control: small, ends: ["drawn", "VIEW_FAILED"] },
  "gif-frames": { title: "a GIF of three thousand frames of a megapixel each", make: () => ({ [mime.gif]: gifOf({ width: 1000, height: 1000, frames: 3000 }) }), control: () => ({ [mime.gif]: gifOf({ width: 30, height: 20, frames: 3 }) }), ends: ["drawn", "VIEW_FAILED", "OUTPUT_LIMIT"] },
  "svg-uses": { title: "an SVG of a few hundred characters that is 10^9 rectangles", make: () => ({ [mime.svg]: svgOfUses(9) }), control: () => ({ [mime.svg]: svgOfUses(2) }), ends: ["OUTPUT_LIMIT"] },
  "svg-sheet": { title: "the same by patterns that a style sheet names", make: () => ({ [mime.svg]: svgOfPatterns(7) }), control: () => ({ [mime.svg]: svgOfPatterns(1) }), ends: ["OUTPUT_LIMIT"] },
  "svg-entities": { title: "an SVG whose entities are a gigabyte of text", make: () => ({ [mime.svg]: svgOfEntities(9) }), control: () => ({ [mime.svg]: svgOfUses(1) }), ends: ["OUTPUT_LIMIT"] },
  "html-filters": { title: "HTML with filters over ten billion pixels", make: () => ({ [mime.html]: svgOfFilters(50) }), control: () => ({ [mime.html]: svgOfFilters(0) }), ends: ["drawn"] },
  "svg-filters": { title: "an SVG with filters over ten billion pixels", make: () => ({ [mime.svg]: svgOfFilters(50) }), control: () => ({ [mime.svg]: svgOfFilters(0) }), ends: ["OUTPUT_LIMIT"] },
};

/** S10, S11: pictures that are small to send and dear to draw. */
export const pictureAttacks: Attack[] = Object.entries(bombs).map(([name, { title, make, control, ends }]) => ({
  id: `E-picture-${name}`,
  title: `S10, S11: ${title} is drawn soon or refused, and the next view is as good as ever`,
  timeoutMs: 60_000,
  async run(context) {
    const sandbox = await openSandbox(context, { limits: { drawMs: 5000 }, spares: 0 });
    const slot = document.body.appendChild(document.createElement("div"));
    context.after(() => slot.remove());
    const show = async (data: MimeBundle) => {
      try {
        const view = await sandbox.show(outputOf(data), slot);
        // Long enough to be painted, too.
        for (let frame = 0; frame < 30; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
        view.dispose();
        return "drawn";
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
    };
    equal(await show(await control()), "drawn", "control: the same without its charge");
    const data = await make();
    const stall = measureStall();
    const started = performance.now();
    const ended = await show(data);
    const stallMs = stall();
    assert(ends.includes(ended), `${ended}: expected ${ends.join(" or ")}`);
    equal(await show(await control()), "drawn", "the next view");
    return { detail: `${ended} after ${Math.round(performance.now() - started)} ms`, stallMs };
  },
}));
