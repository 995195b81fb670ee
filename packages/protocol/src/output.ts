/** JSON as JSON.parse gives it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The same thing in several forms, richest first: JSON for `…+json` types, text for `text/…` and SVG, bytes for pictures and sound. */
export type MimeBundle = { [mime: string]: Json | Uint8Array };

/** Something that the guest made for the reader. Data only. */
export interface Output {
  /** Unique within its run. */
  id: string;
  data: MimeBundle;
  metadata: { [key: string]: Json };
  /** What a screen reader says and a model reads, made from the data. */
  alt: string;
}

/** A file that the run wrote or changed. */
export interface OutputFile {
  /** Relative to the working directory where it lies inside it, else absolute. */
  path: string;
  bytes: Uint8Array;
}

/** MIME types that Vitrine gives a meaning. */
export const mime = {
  plotly: "application/vnd.plotly.v1+json",
  table: "application/vnd.vitrine.table+json",
  text: "text/plain",
  html: "text/html",
  markdown: "text/markdown",
  latex: "text/latex",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  json: "application/json",
} as const;

/** Vega-Lite's and Vega's MIME types, by version. One renderer draws all. */
export const vegaMimes: readonly string[] = [
  "application/vnd.vegalite.v6+json",
  "application/vnd.vegalite.v5+json",
  "application/vnd.vegalite.v4+json",
  "application/vnd.vega.v6+json",
  "application/vnd.vega.v5+json",
];

/**
 * How much a drawing trusts the guest, lowest first. data: our renderers draw data. static: markup of the guest's, sanitised, no script runs.
 * scripted: HTML of the guest's runs its own scripts, in a frame of its own below a label.
 */
export const viewTiers = ["data", "static", "scripted"] as const;

export type ViewTier = (typeof viewTiers)[number];

/** How a MIME type travels: parsed JSON, text, or bytes. */
export function mimeKind(type: string): "json" | "text" | "bytes" {
  if (type === mime.json || type.endsWith("+json")) return "json";
  if (type.startsWith("text/") || type === mime.svg) return "text";
  return "bytes";
}

/** `application/vnd.vitrine.table+json`: a table's first rows, with types, so that it can be drawn, read and saved as CSV. */
export interface TableData {
  columns: { name: string; type: string }[];
  /** Row labels, as text; null where the index is a plain 0…n-1. */
  index: string[] | null;
  indexName: string | null;
  rows: (string | number | boolean | null)[][];
  /** Rows and columns of the whole table; `rows` may hold fewer. */
  shape: [rows: number, columns: number];
}
