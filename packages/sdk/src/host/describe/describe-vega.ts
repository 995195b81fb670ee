import type { Json } from "@vitrine/protocol";
import { type Budget, fullBudget } from "./budget.ts";
import { asWords, isObject, type JsonObject, objectsOf } from "./json.ts";
import { ValueRange } from "./value-range.ts";

/** Channels that place or tell apart. */
const channels = ["x", "y", "color", "size", "shape", "theta", "latitude", "longitude", "row", "column", "facet"];
const mostDepth = 6;

interface Found {
  marks: Map<string, number>;
  titles: string[];
  encodings: Map<string, string>;
  rows: number;
}

/** A Vega-Lite or Vega chart in words: marks, title, what each channel shows and over which values. */
export function describeVega(spec: Json): string {
  if (!isObject(spec)) return "Chart";
  const found: Found = { marks: new Map(), titles: [], encodings: new Map(), rows: 0 };
  gather(spec, rowsOf(spec, spec) ?? [], spec, found, fullBudget(), 0);
  const marks = [...found.marks].map(([mark, count]) => (count > 1 ? `${mark} × ${count}` : mark)).join(" and ");
  const description = asWords(spec["description"]);
  return [`${marks || "empty"} chart`, ...found.titles.slice(0, 3).map((title) => `titled "${title}"`), ...found.encodings.values(), found.rows > 0 && `${found.rows} rows of data`, description].filter(Boolean).join(", ");
}

/** Walks over layers, concatenations, facets and repeats of Vega-Lite, and groups of Vega. */
function gather(part: JsonObject, inherited: Json[], whole: JsonObject, found: Found, budget: Budget, depth: number): void {
  if (depth > mostDepth) return;
  const own = rowsOf(part, whole);
  const rows = own ?? inherited;
  if (own) found.rows = Math.max(found.rows, own.length);
  const title = titleOf(part["title"]);
  if (title) found.titles.push(title);
  const mark = isObject(part["mark"]) ? asWords(part["mark"]["type"]) : asWords(part["mark"]);
  if (mark) found.marks.set(mark, (found.marks.get(mark) ?? 0) + 1);
  const encoding = isObject(part["encoding"]) ? part["encoding"] : {};
  for (const channel of channels) {
    const field = encoding[channel];
    const words = isObject(field) && !found.encodings.has(channel) ? describeChannel(channel, field, rows, budget) : "";
    if (words) found.encodings.set(channel, words);
  }
  for (const { type, ...group } of objectsOf(part["marks"])) {
    const kind = asWords(type);
    if (kind && kind !== "group") found.marks.set(kind, (found.marks.get(kind) ?? 0) + 1);
    gather(group, rows, whole, found, budget, depth + 1);
  }
  for (const key of ["layer", "concat", "hconcat", "vconcat"]) for (const each of objectsOf(part[key]).slice(0, 50)) gather(each, rows, whole, found, budget, depth + 1);
  if (isObject(part["spec"])) gather(part["spec"], rows, whole, found, budget, depth + 1);
}

function describeChannel(channel: string, field: JsonObject, rows: Json[], budget: Budget): string {
  const name = asWords(field["field"]);
  const aggregate = asWords(field["aggregate"]);
  const axis = isObject(field["axis"]) ? field["axis"] : {};
  const title = titleOf(field["title"]) || titleOf(axis["title"]) || [aggregate, name].filter(Boolean).join(" of ");
  if (!title) return "";
  const range = new ValueRange();
  // What is counted or averaged has other values than the field.
  if (name && !aggregate) range.add(rows.map((row) => (isObject(row) && Object.hasOwn(row, name) ? row[name]! : null)), budget);
  return [channel.length === 1 ? `${channel} axis` : channel, `"${title}"`, String(range)].filter(Boolean).join(" ");
}

/** The rows that a part brings along, inline or by a name. */
function rowsOf({ data }: JsonObject, { datasets }: JsonObject): Json[] | undefined {
  const source = Array.isArray(data) ? objectsOf(data)[0] : data;
  if (!isObject(source)) return undefined;
  if (Array.isArray(source["values"])) return source["values"];
  const name = source["name"];
  const set = isObject(datasets) && typeof name === "string" && Object.hasOwn(datasets, name) ? datasets[name] : undefined;
  return Array.isArray(set) ? set : undefined;
}

function titleOf(title: Json | undefined): string {
  if (Array.isArray(title)) return asWords(title.filter((line) => typeof line === "string").join(" "));
  return isObject(title) ? titleOf(title["text"]) : asWords(title);
}
