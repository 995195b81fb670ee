import { boolean, buffer, either, type Guard, integer, list, message, number, object, oneOf, text } from "../guards.ts";
import type { Json, MimeBundle, ViewTier } from "../output.ts";
import { wire } from "./shared.ts";

/**
 * Draws an output, or another in the place of the one that is drawn (host → view). Answered by `view-drawn` or `view-failed`; the host
 * sends the next one only after that.
 */
export interface ViewDraw {
  type: "view-draw";
  // The MIME type to draw, chosen by the host from the bundle.
  mime: string;
  data: MimeBundle;
  // What the output's metadata says of this form, such as a picture's size.
  metadata: { [key: string]: Json };
  alt: string;
  theme: "light" | "dark";
  // Libraries that the renderer needs and this view has not got yet, hash-checked by the host, in order.
  libraries: ArrayBuffer[];
  // The tier to draw it in: "scripted" lets HTML run its own scripts. The embedder's choice, never the guest's.
  tier: ViewTier;
  // What the host left out of the data, for the reader.
  notes: string[];
  // What may be drawn at most: elements of markup, pixels of the pictures in it.
  most: { elements: number; pixels: number };
  // Another output than the one that is drawn: nothing of that may stay.
  anew: boolean;
}

/** Runs libraries before there is anything to draw (host → view). Not answered: the next drawing waits for them. */
export interface ViewLibraries {
  type: "view-libraries";
  // Hash-checked by the host, in order.
  libraries: ArrayBuffer[];
}

/** Asks the view to keep its thread busy (host → view), so that the host sees whether it is its own. Answered by `view-spun`. */
export interface ViewSpin {
  type: "view-spin";
  ms: number;
}

/** The reader's colour scheme changed (host → view). */
export interface ViewTheme {
  type: "view-theme";
  theme: "light" | "dark";
}

/** Asks for a picture of what is drawn (host → view). Answered by `view-image` or `view-image-failed`. */
export interface ViewToImage {
  type: "view-to-image";
  requestId: number;
  format: "png" | "svg";
  // CSS pixels; 0: as drawn.
  width: number;
  height: number;
  scale: number;
}

export type HostToView = ViewDraw | ViewLibraries | ViewSpin | ViewTheme | ViewToImage;

/** The view script runs and listens (view → host). */
export interface ViewReady {
  type: "view-ready";
}
export interface ViewDrawn {
  type: "view-drawn";
  ms: number;
  // HTML whose scripts were left out.
  needsScripts: boolean;
  // What stands above the drawing, in words.
  notes: string[];
}
export interface ViewSpun {
  type: "view-spun";
}
export interface ViewFailed {
  type: "view-failed";
  message: string;
}
/** The drawing wants this height (view → host). The host caps it. */
export interface ViewResize {
  type: "view-resize";
  // CSS pixels
  height: number;
}
export interface ViewImage {
  type: "view-image";
  requestId: number;
  // PNG bytes or SVG text.
  image: ArrayBuffer | string;
}
export interface ViewImageFailed {
  type: "view-image-failed";
  requestId: number;
  message: string;
}

export type ViewToHost = ViewReady | ViewSpun | ViewDrawn | ViewFailed | ViewResize | ViewImage | ViewImageFailed;

const requestId = integer(0, Number.MAX_SAFE_INTEGER);

export const viewToHost: Guard<ViewToHost> = message<ViewToHost>({
  "view-ready": object({}),
  "view-drawn": object({ ms: number(0, Number.MAX_SAFE_INTEGER), needsScripts: boolean, notes: list(text(1000), 20) }),
  "view-spun": object({}),
  "view-failed": object({ message: text(65_536) }),
  "view-resize": object({ height: number(0, 1e9) }),
  "view-image": object({ requestId, image: either(text(wire.text), buffer(wire.bytes)) }),
  "view-image-failed": object({ requestId, message: text(65_536) }),
});

/** The view frame trusts its host for the drawing's content, which it treats as data anyway; it checks only that the message is one. */
export const hostToViewTypes = oneOf("view-draw", "view-libraries", "view-spin", "view-theme", "view-to-image");
