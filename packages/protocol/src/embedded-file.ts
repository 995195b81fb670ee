/** A file that a page brings along, for pages that are opened from disk (`sandbox.embed`, `renderHtml`). */
export interface EmbeddedFile {
  /** Where it would stand in an assets directory; `resultPath` for a result. */
  path: string;
  /** Its bytes, compressed by gzip, as base64. */
  data: string;
}

/** Path of an embedded result: `SavedResult` as JSON. A page that has one shows it and runs nothing. */
export const resultPath = "result.json";

/** Path of the module that the page loads. */
export const vitrinePath = "vitrine.js";

/** What of a result a page shows. In its JSON bytes are `{ [savedBytesKey]: base64 }`. */
export interface SavedResult {
  outputs: { id: string; data: Record<string, unknown>; metadata: Record<string, unknown>; alt: string }[];
  stdout: string;
  stderr: string;
}

export const savedBytesKey = "$vitrine-bytes";
