import { mime, type MimeBundle } from "@vitrine/sdk";
import { openSandbox } from "../../conformance/support/sandbox.ts";
import { outputOf } from "../../conformance/views/show.ts";
import { assert, type Attack, equal, measureStall } from "../harness/index.ts";
import { gifOf, htmlInStyle, pngOf, svgOfEntities, svgOfFilters, svgOfPatterns, svgOfUses } from "../support/bomb-pictures.ts";

interface Bomb {
  title: string;
  make(): MimeBundle | Promise<MimeBundle>;
  /** The same without its charge: it must be drawn. */
  control(): MimeBundle | Promise<MimeBundle>;
  /** "drawn", or the code of the refusal. */
  ends: string[];
  /** Whether the reader is told that effects were left out. */
  effects?: boolean;
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
  "html-filters": { title: "HTML with filters over ten billion pixels", make: () => ({ [mime.html]: svgOfFilters(50) }), control: () => ({ [mime.html]: svgOfPatterns(1) }), ends: ["drawn"], effects: true },
  "html-css-filters": { title: "HTML with three hundred filters of CSS, one behind another", make: () => ({ [mime.html]: htmlInStyle("filter: blur(50px) drop-shadow(0 0 90px red)") }), control: () => ({ [mime.html]: htmlInStyle("filter: none") }), ends: ["drawn"], effects: true },
  "html-css-backdrops": { title: "the same with what lies behind each", make: () => ({ [mime.html]: htmlInStyle("--f: blur(50px); backdrop-filter: var(--f)") }), control: () => ({ [mime.html]: htmlInStyle("opacity: 0.9", 3) }), ends: ["drawn"], effects: true },
  "html-css-shadows": { title: "HTML with sixty thousand shadows of a thousand pixels", make: () => ({ [mime.html]: htmlInStyle(`box-shadow: ${Array.from({ length: 200 }, () => "0 0 1000px 1000px red").join()}`) }), control: () => ({ [mime.html]: htmlInStyle("box-shadow: 0 0.5rem 1rem rgba(0, 0, 0, 0.15), inset 0 1px #fff", 30) }), ends: ["drawn"], effects: true },
  "html-css-texts": { title: "HTML with shadows of texts that its variables make large", make: () => ({ [mime.html]: htmlInStyle("--s: 0 0 9999px red; text-shadow: var(--s), 0 0 calc(1px * 9999)") }), control: () => ({ [mime.html]: htmlInStyle("text-shadow: 1px 1px 2px black", 30) }), ends: ["drawn"], effects: true },
  "html-sheet": { title: "HTML with patterns of patterns, 10^7 rectangles, that a style sheet names", make: () => ({ [mime.html]: svgOfPatterns(7) }), control: () => ({ [mime.html]: svgOfPatterns(1) }), ends: ["drawn"] },
  "html-patterns": { title: "the same that attributes name", make: () => ({ [mime.html]: svgOfPatterns(7, "attributes") }), control: () => ({ [mime.html]: svgOfPatterns(1, "attributes") }), ends: ["drawn"] },
  "svg-filters": { title: "an SVG with filters over ten billion pixels", make: () => ({ [mime.svg]: svgOfFilters(50) }), control: () => ({ [mime.svg]: svgOfFilters(0) }), ends: ["OUTPUT_LIMIT"] },
};

/** S10, S11: pictures that are small to send and dear to draw. */
export const pictureAttacks: Attack[] = Object.entries(bombs).map(([name, { title, make, control, ends, effects = false }]) => ({
  id: `E-picture-${name}`,
  title: `S10, S11: ${title} is drawn soon or refused, and the next view is as good as ever`,
  timeoutMs: 60_000,
  async run(context) {
    const sandbox = await openSandbox(context, { limits: { drawMs: 5000 }, spares: 0 });
    const slot = document.body.appendChild(document.createElement("div"));
    context.after(() => slot.remove());
    let told = false;
    const show = async (data: MimeBundle) => {
      try {
        const view = await sandbox.show(outputOf(data), slot);
        // Long enough to be painted, too.
        for (let frame = 0; frame < 30; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
        told = view.notes.some((note) => note.startsWith("Filters and large shadows"));
        view.dispose();
        return "drawn";
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
    };
    equal([await show(await control()), told], ["drawn", false], "control: the same without its charge");
    const data = await make();
    const stall = measureStall();
    const started = performance.now();
    const ended = await show(data);
    const stallMs = stall();
    assert(ends.includes(ended), `${ended}: expected ${ends.join(" or ")}`);
    equal(told, effects, "whether the reader is told of effects that were left out");
    equal(await show(await control()), "drawn", "the next view");
    return { detail: `${ended} after ${Math.round(performance.now() - started)} ms`, stallMs };
  },
}));
