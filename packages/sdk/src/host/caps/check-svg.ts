import { imagePixels } from "@vitrine/protocol";
import { outputLimit } from "../failures.ts";
import { counted } from "./capped.ts";
import { expandedElements } from "./expanded-elements.ts";

/** An SVG's element costs less than one of HTML, which is laid out. */
const each = 0.2;

const embedded = /data:image\/[\w.+-]*;base64,([A-Za-z0-9+/=\s]*)/g;

/** Throws OUTPUT_LIMIT where an SVG has too many elements, as they stand or once what they refer to is put in their places, or pictures inside it too many pixels. It cannot be cut. */
export function checkSvg(svg: string, most: { htmlNodes: number; imagePixels: number }): void {
  let elements = 0;
  for (let at = svg.indexOf("<"); at !== -1; at = svg.indexOf("<", at + 1)) elements += svg[at + 1] === "/" ? 0 : 1;
  // They multiply before anything can be counted, and programs that draw write none.
  if (svg.includes("<!ENTITY")) throw outputLimit("htmlNodes", "This SVG declares entities, which may stand for any number of elements", most.htmlNodes, "Write it without entities.", Infinity);
  // Only what is short enough to be read in the page.
  if (elements * each <= most.htmlNodes) {
    const expanded = expandedElements(svg);
    if (expanded === undefined) throw outputLimit("htmlNodes", "This SVG cannot be counted: it is no well-formed XML, or is nested too deeply", most.htmlNodes, "Write it as XML: one root, attributes in quotes, all elements closed.", Infinity);
    elements = Math.max(elements, expanded);
  }
  if (elements * each > most.htmlNodes) {
    throw outputLimit("htmlNodes", `This SVG has ${counted(elements)} elements, which weigh as much as ${counted(elements * each)} of HTML`, most.htmlNodes, "Make a picture of it (PNG), simplify it, or raise limits.htmlNodes.", elements * each);
  }
  let pixels = 0;
  for (const [, base64] of svg.matchAll(embedded)) pixels += pixelsOf(base64!);
  if (pixels > most.imagePixels) throw outputLimit("imagePixels", `The pictures in this SVG have ${counted(pixels)} pixels`, most.imagePixels, "Make smaller pictures, or raise limits.imagePixels.", pixels);
}

function pixelsOf(base64: string): number {
  try {
    return imagePixels(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))) ?? 0;
  } catch {
    // No base64 after all: then it is no picture either.
    return 0;
  }
}
