import type { Json } from "@vitrine/protocol";

export interface RenderRequest {
  /** Where to draw. */
  root: HTMLElement;
  data: Json | Uint8Array;
  mime: string;
  alt: string;
  theme: "light" | "dark";
  /** Libraries that the host sends along for this MIME type. */
  scripts: ArrayBuffer[];
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
  setTheme?(theme: "light" | "dark"): Promise<void>;
  /** PNG bytes, or SVG text. */
  toImage?(request: ImageRequest): Promise<ArrayBuffer | string>;
}

/** Draws data of one MIME family. */
export type Renderer = (request: RenderRequest) => Promise<Drawing>;
