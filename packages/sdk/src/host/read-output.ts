import { type Json, type Limits, type MimeBundle, mimeKind, type Output, type WireOutput, type WirePart } from "@vitrine/protocol";
import { describeOutput } from "./describe-output.ts";
import { placeNumbers } from "./place-numbers.ts";

/** What came over the wire, as an output; and what of it was refused, in words. */
export interface ReadOutput {
  /** Missing where nothing of it is left. */
  output?: Output;
  refused: string[];
  /** The limits that were met. */
  met: (keyof Most)[];
}

type Most = Pick<Limits, "outputDepth" | "outputNodes">;

class PastLimit extends Error {
  constructor(
    readonly limit: keyof Most,
    message: string,
  ) {
    super(`${message} (limits.${limit})`);
  }
}

/** Turns what came over the wire into an Output. A form that is not what its type says, or past a limit, is left out. */
export function readOutput(wire: WireOutput, most: Most): ReadOutput {
  const data: MimeBundle = {};
  const refused: string[] = [];
  const met: (keyof Most)[] = [];
  const refuse = (what: string, error: unknown) => {
    if (error instanceof PastLimit) met.push(error.limit);
    refused.push(`${what}: ${error instanceof Error ? error.message : "unreadable"}`);
  };
  const left = { nodes: most.outputNodes };
  for (const [mime, part] of Object.entries(wire.data)) {
    try {
      data[mime] = readPart(mime, part, most, left);
    } catch (error) {
      refuse(mime, error);
    }
  }
  if (Object.keys(data).length === 0) return { refused: refused.length > 0 ? refused : ["it holds nothing"], met };
  try {
    const metadata = readJson(wire.metadata, most, left);
    if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) throw new Error("it is no object");
    return { output: { id: wire.id, data, metadata, alt: describeOutput(data, metadata) }, refused, met };
  } catch (error) {
    refuse("its metadata", error);
    return { refused, met };
  }
}

function readPart(mime: string, part: WirePart, most: Most, left: { nodes: number }): Json | Uint8Array {
  const kind = mimeKind(mime);
  if (kind === "bytes") {
    if (typeof part === "string" || "json" in part) throw new Error("text where bytes belong");
    return new Uint8Array(part);
  }
  if (typeof part === "string") return kind === "json" ? readJson(part, most, left) : part;
  if (!("json" in part) || kind !== "json") throw new Error("bytes where text belongs");
  const json = readJson(part.json, most, left);
  return placeNumbers(json, part.numbers, (lists, numbers) => {
    left.nodes -= lists + numbers * numberWeight;
    if (left.nodes < 0) throw new PastLimit("outputNodes", `JSON of more than ${most.outputNodes} values`);
  });
}

/** JSON.parse with caps on nesting and on the number of values, found before parsing, and without keys that set prototypes. */
function readJson(text: string, most: Most, left: { nodes: number }): Json {
  left.nodes -= measure(text, most.outputDepth, left.nodes, most.outputNodes);
  const json = JSON.parse(text) as Json;
  // The key as it is, or with any of its letters escaped. JSON.parse makes a property of it; what copies it later may set a prototype.
  if (text.includes("__proto__") || /\\u00(?:5f|70|72|6f|74)/i.test(text)) dropPrototypes(json);
  return json;
}

/** What a name costs to parse, in values: it has to be looked up, and a list of numbers has none. Measured: 0.8 µs and 0.17 µs. */
const nameWeight = 4;

/** What a number costs that comes as bytes: it is only copied. */
const numberWeight = 0.25;

const codes = { quote: 34, comma: 44, colon: 58, open: 91, close: 93, openBrace: 123, closeBrace: 125 };

/** Values in JSON text, never fewer than there are, by its brackets and commas. Throws at the first that is too deep or too many: parsing it would stall the page. */
function measure(text: string, mostDepth: number, mostNodes: number, limit: number): number {
  let depth = 0;
  let nodes = 1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === codes.quote) index = endOfString(text, index) - 1;
    else if (code === codes.comma) nodes += 1;
    else if (code === codes.colon) nodes += nameWeight;
    else if (code === codes.open || code === codes.openBrace) {
      nodes += 1;
      if (++depth > mostDepth) throw new PastLimit("outputDepth", `JSON that is nested more than ${mostDepth} levels deep`);
    } else if (code === codes.close || code === codes.closeBrace) depth -= 1;
    if (nodes > mostNodes) throw new PastLimit("outputNodes", `JSON of more than ${limit} values`);
  }
  return nodes;
}

function dropPrototypes(value: Json): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value) && Object.hasOwn(value, "__proto__")) delete value["__proto__"];
  for (const item of Array.isArray(value) ? value : Object.values(value)) dropPrototypes(item);
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
