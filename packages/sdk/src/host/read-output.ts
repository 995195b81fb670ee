import { type Json, type MimeBundle, mimeKind, type Output, type WireOutput } from "@vitrine/protocol";
import { describeOutput } from "./describe-output.ts";

/** Turns what came over the wire into an Output. Returns the reason as text where it is no valid one. */
export function readOutput(wire: WireOutput, maxDepth: number): Output | string {
  try {
    const data: MimeBundle = {};
    for (const [mime, part] of Object.entries(wire.data)) data[mime] = readPart(mime, part, maxDepth);
    const metadata = readJson(wire.metadata, maxDepth);
    if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) return "metadata is no object";
    return { id: wire.id, data, metadata, alt: describeOutput(data, metadata) };
  } catch (error) {
    return error instanceof Error ? error.message : "unreadable output";
  }
}

function readPart(mime: string, part: string | ArrayBuffer, maxDepth: number): Json | Uint8Array {
  const kind = mimeKind(mime);
  if (kind === "bytes") {
    if (typeof part === "string") throw new Error(`${mime} came as text`);
    return new Uint8Array(part);
  }
  if (typeof part !== "string") throw new Error(`${mime} came as bytes`);
  return kind === "json" ? readJson(part, maxDepth) : part;
}

/** JSON.parse with a cap on nesting, found before parsing, and without keys that set prototypes. */
function readJson(text: string, maxDepth: number): Json {
  const depth = depthOf(text);
  if (depth > maxDepth) throw new Error(`JSON is nested ${depth} levels deep (limits.outputDepth ${maxDepth})`);
  // The reviver costs a walk over everything, so it is only run where the key may occur: as it is, or with any of its letters escaped.
  if (!text.includes("__proto__") && !/\\u00(?:5f|70|72|6f|74)/i.test(text)) return JSON.parse(text) as Json;
  return JSON.parse(text, (key, value: Json) => (key === "__proto__" ? undefined : value)) as Json;
}

function depthOf(text: string): number {
  const token = /["[\]{}]/g;
  let depth = 0;
  let deepest = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (found[0] === '"') token.lastIndex = endOfString(text, found.index);
    else if (found[0] === "[" || found[0] === "{") deepest = Math.max(deepest, ++depth);
    else depth -= 1;
  }
  return deepest;
}

/** Index after the string that opens at `start`: brackets inside it do not nest. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote !== -1) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}
