import { type Json, mime, type MimeBundle, vegaMimes } from "@vitrine/protocol";
import { describeFigure } from "./describe/describe-figure.ts";
import { describeVega } from "./describe/describe-vega.ts";
import { htmlText } from "./describe/html-text.ts";
import { asWords, isObject, type JsonObject } from "./describe/json.ts";

/** What a screen reader says and a model reads of an output, made from its data. At most 500 characters; never throws. */
export function describeOutput(data: MimeBundle, metadata: JsonObject = {}): string {
  try {
    const given = asWords(metadata["alt"]);
    return (given || describe(data)).slice(0, 500);
  } catch {
    return typesOf(data);
  }
}

/** In the order in which views prefer the forms. */
function describe(data: MimeBundle): string {
  if (Object.hasOwn(data, mime.plotly)) return describeFigure(data[mime.plotly] as Json);
  const chart = vegaMimes.find((type) => Object.hasOwn(data, type));
  if (chart) return describeVega(data[chart] as Json);
  if (Object.hasOwn(data, mime.table)) return describeTable(data[mime.table] as Json);
  const html = data[mime.html];
  if (typeof html === "string") return htmlText(html) || spoken(data) || "HTML";
  const media = Object.keys(data).find((type) => /^(?:image|audio|video)\//.test(type));
  if (media) return describeMedia(media, data[media], spoken(data));
  const text = data[mime.latex] ?? data[mime.markdown];
  if (typeof text === "string") return text;
  if (Object.hasOwn(data, mime.json)) return describeJson(data[mime.json] as Json);
  return typeof data[mime.text] === "string" ? (data[mime.text] as string) : typesOf(data);
}

const typesOf = (data: MimeBundle) => `Output of type ${Object.keys(data).join(", ") || "nothing"}`.slice(0, 500);

/** The text form, unless it is only an object's address. */
function spoken(data: MimeBundle): string {
  const text = data[mime.text];
  return typeof text === "string" && !/^<[^]*>$/.test(text.slice(0, 1000).trim()) ? text : "";
}

function describeMedia(type: string, content: MimeBundle[string] | undefined, text: string): string {
  const [family, form] = type.split("/") as [string, string];
  if (family === "image" && text) return text;
  const kind = { image: "Picture", audio: "Audio", video: "Video" }[family]!;
  const size = content instanceof Uint8Array ? `, ${pixelsOf(type, content) || weight(content.length)}` : "";
  const title = typeof content === "string" ? asWords(/<title[^>]*>([^<]*)/.exec(content.slice(0, 20_000))?.[1]) : "";
  return `${kind} (${form.replace(/\+xml$/, "")}${size})${title && `: ${title}`}`;
}

/** A PNG says its size at its beginning. */
function pixelsOf(type: string, bytes: Uint8Array): string {
  if (type !== mime.png || bytes.length < 24) return "";
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  return `${header.getUint32(16)} × ${header.getUint32(20)} pixels`;
}

const weight = (bytes: number) => (bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`);

function describeTable(table: Json): string {
  if (!isObject(table) || !Array.isArray(table["columns"]) || !Array.isArray(table["shape"])) return "Table";
  const [rows, columns] = table["shape"].map(Number) as [number, number];
  const names = table["columns"].slice(0, 40).map((column) => (isObject(column) ? `${asWords(column["name"])} (${asWords(column["type"])})` : "?"));
  return `Table of ${rows} row${rows === 1 ? "" : "s"} and ${columns} column${columns === 1 ? "" : "s"}: ${names.join(", ")}`;
}

function describeJson(json: Json): string {
  if (Array.isArray(json)) return `JSON list of ${json.length} items`;
  if (!isObject(json)) return `JSON ${JSON.stringify(json).slice(0, 500)}`;
  return `JSON object with ${Object.keys(json).slice(0, 30).join(", ") || "nothing in it"}`;
}
