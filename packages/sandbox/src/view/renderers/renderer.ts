import type { Json, ViewTier } from "@vitrine/protocol";

export interface RenderRequest {
  /** Where to draw: an empty element of the width that there is. */
  root: HTMLElement;
  data: Json | Uint8Array;
  mime: string;
  /** What the output's metadata says of this form. */
  metadata: { [key: string]: Json };
  alt: string;
  theme: "light" | "dark";
  /** "scripted" lets HTML run its own scripts. */
  tier: ViewTier;
  /** What may be drawn at most: elements of markup, pixels of a picture in it. */
  most: { elements: number; pixels: number };
}

export interface ImageRequest {
  format: "png" | "svg";
  /** CSS pixels; 0: as drawn. */
  width: number;
  height: number;
  /** Pixels per CSS pixel. */
  scale: number;
}

/** Something that was drawn. */
export interface Drawing {
  /** HTML whose scripts were left out. */
  needsScripts?: boolean;
  /** What the reader is told above it. */
  notes?: string[];
  setTheme?(theme: "light" | "dark"): Promise<void>;
  /** PNG bytes, or SVG text. */
  toImage?(request: ImageRequest): Promise<ArrayBuffer | string>;
  /** Draws other data of the same type into the same element. Without it, another drawing takes the place of this one. */
  update?(request: Omit<RenderRequest, "root">): Promise<void>;
  /** Frees what removing the element does not. */
  dispose?(): void;
}

/** Draws data of one MIME family. */
export type Renderer = (request: RenderRequest) => Promise<Drawing>;
