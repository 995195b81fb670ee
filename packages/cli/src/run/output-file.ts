import { type Json, mime, mimeKind, type Output, type TableData } from "@vitrine/protocol";
import { csvOf } from "./csv.ts";

/** An output as the command got it: JSON, with bytes as base64. */
export type EncodedOutput = Omit<Output, "data"> & { data: { [mime: string]: Json } };

/** The richest form of an output that a file can hold. */
export interface OutputFile {
  /** With its dot. */
  extension: string;
  content: string | Uint8Array;
}

const extensions: [mime: string, extension: string][] = [
  [mime.plotly, ".json"],
  [mime.table, ".csv"],
  [mime.svg, ".svg"],
  [mime.png, ".png"],
  [mime.jpeg, ".jpg"],
  [mime.webp, ".webp"],
  [mime.gif, ".gif"],
  [mime.latex, ".tex"],
  [mime.markdown, ".md"],
  [mime.html, ".html"],
  [mime.json, ".json"],
];

/** The file for an output; undefined for text, which goes to the terminal. */
export function outputFile({ data }: EncodedOutput): OutputFile | undefined {
  const [type, extension] = extensions.find(([name]) => Object.hasOwn(data, name)) ?? unknownType(data) ?? [];
  if (type === undefined || extension === undefined) return undefined;
  const value = data[type]!;
  if (type === mime.table) return { extension, content: csvOf(value as unknown as TableData) };
  const kind = mimeKind(type);
  if (kind === "json") return { extension, content: `${JSON.stringify(value)}\n` };
  // What is not JSON travels as text, bytes as base64.
  return { extension, content: kind === "text" ? (value as string) : Buffer.from(value as string, "base64") };
}

function unknownType(data: EncodedOutput["data"]): [mime: string, extension: string] | undefined {
  const type = Object.keys(data).find((name) => name !== mime.text);
  if (type === undefined) return undefined;
  return [type, { json: ".json", text: ".txt", bytes: ".bin" }[mimeKind(type)]];
}
