import { imagePixels, type Json, type Limits, mime, type MimeBundle, vegaMimes, type ViewTier } from "@vitrine/protocol";
import { type ChosenForm, chooseForm } from "../choose-form.ts";
import { outputLimit, viewFailed } from "../failures.ts";
import { capFigure } from "./cap-figure.ts";
import { capJson } from "./cap-json.ts";
import { capTable } from "./cap-table.ts";
import { checkVega } from "./cap-vega.ts";
import { type Capped, counted } from "./capped.ts";
import { checkSvg } from "./check-svg.ts";
import { cutHtml } from "./cut-html.ts";

/** What a view may be given. */
export type ViewCaps = Pick<Limits, "figurePoints" | "imagePixels" | "htmlNodes">;

/** The form of an output that is drawn, as much of it as may be. */
export type CappedForm = ChosenForm & Capped<MimeBundle[string]>;

/** Characters of HTML that are parsed. */
const mostCharacters = 400_000;

/** Where a frame shares the page's thread, drawing stalls the page, so a view gets a tenth there. */
export const capsOf = ({ figurePoints, imagePixels: pixels, htmlNodes }: Limits, shared: boolean): ViewCaps =>
  shared ? { figurePoints: figurePoints / 10, imagePixels: pixels, htmlNodes: htmlNodes / 10 } : { figurePoints, imagePixels: pixels, htmlNodes };

/**
 * Chooses the form of an output that is drawn and takes from it what would take too long. A form that cannot be had in parts gives way to the next one
 * that is data, with a note. Throws OUTPUT_LIMIT where there is none, OUTPUT_UNSUPPORTED, or VIEW_FAILED for a picture that is none.
 */
export function capForm(data: MimeBundle, highest: ViewTier, caps: ViewCaps): CappedForm {
  const form = chooseForm(data, highest);
  try {
    return { ...form, ...cap(form, data[form.mime]!, caps) };
  } catch (error) {
    if ((error as { code?: string }).code !== "OUTPUT_LIMIT") throw error;
    try {
      const { [form.mime]: _tooLarge, ...others } = data;
      const next = capForm(others, "data", caps);
      return { ...next, notes: [`${(error as Error).message} This is its form ${next.mime}.`, ...next.notes] };
    } catch {
      throw error;
    }
  }
}

function cap({ mime: type, tier }: ChosenForm, data: MimeBundle[string], caps: ViewCaps): Capped<MimeBundle[string]> {
  const { figurePoints, htmlNodes } = caps;
  const whole = { data, notes: [] };
  if (type === mime.plotly) return capFigure(data as Json, figurePoints);
  if (type === mime.table) return { data: capTable(data as Json, htmlNodes), notes: [] };
  if (type === mime.json) return { data: capJson(data as Json), notes: [] };
  if (vegaMimes.includes(type)) checkVega(data as Json, figurePoints);
  else if (type.startsWith("image/") && typeof data !== "string") checkPixels(type, data as Uint8Array, caps.imagePixels);
  else if (type === mime.svg) checkSvg(data as string, caps);
  // Scripts make elements as they like.
  else if (type === mime.html && tier === "static") {
    const html = data as string;
    const part = cutHtml(html.slice(0, mostCharacters), htmlNodes);
    return { data: part, notes: part.length < html.length ? ["This is long: only its beginning is shown."] : [] };
  }
  return whole;
}

function checkPixels(type: string, bytes: Uint8Array, most: number): void {
  const pixels = imagePixels(bytes);
  if (pixels === undefined) throw viewFailed(`its ${type} is no PNG, JPEG, GIF or WebP.`);
  if (pixels > most) throw outputLimit("imagePixels", `This picture has ${counted(pixels)} pixels`, most, "Make a smaller picture, or raise limits.imagePixels.", pixels);
}
