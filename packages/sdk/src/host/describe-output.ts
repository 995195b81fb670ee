import { type Json, type MimeBundle, mime, type TableData } from "@vitrine/protocol";

type JsonObject = { [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
const asText = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** What a screen reader says and a model reads of an output, made from its data. At most 500 characters. */
export function describeOutput(data: MimeBundle): string {
  return describe(data).slice(0, 500);
}

function describe(data: MimeBundle): string {
  if (mime.plotly in data) return describeFigure(data[mime.plotly] as Json);
  if (mime.table in data) return describeTable(data[mime.table] as Json);
  const picture = Object.keys(data).find((type) => type.startsWith("image/"));
  if (picture) return `Picture (${picture.slice("image/".length)})`;
  const text = data[mime.text] ?? data[mime.markdown];
  if (typeof text === "string") return text;
  return `Output of type ${Object.keys(data).join(", ") || "nothing"}`;
}

function describeFigure(figure: Json): string {
  if (!isObject(figure)) return "Figure";
  const traces = Array.isArray(figure.data) ? figure.data.filter(isObject) : [];
  const layout = isObject(figure.layout) ? figure.layout : {};
  const types = [...new Set(traces.map((trace) => asText(trace.type) || "scatter"))];
  const names = traces.map((trace) => asText(trace.name)).filter(Boolean);
  return [
    `${types.join(" and ") || "empty"} chart`,
    titleOf(layout) && `titled "${titleOf(layout)}"`,
    axis(layout, "xaxis"),
    axis(layout, "yaxis"),
    names.length > 0 && `series ${names.slice(0, 10).join(", ")}`,
    traces.length > 1 && `${traces.length} traces`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** Titles may hold Plotly's small HTML; spoken text does not. */
function titleOf(part: JsonObject): string {
  const { title } = part;
  return (isObject(title) ? asText(title.text) : asText(title)).replace(/<[^>]*>/g, " ").trim();
}

function axis(layout: JsonObject, name: string): string {
  const part = layout[name];
  const title = isObject(part) ? titleOf(part) : "";
  return title && `${name[0]} axis "${title}"`;
}

function describeTable(table: Json): string {
  const { columns, shape } = table as unknown as Partial<TableData>;
  if (!Array.isArray(columns) || !Array.isArray(shape)) return "Table";
  const names = columns.map((column) => column?.name).join(", ");
  return `Table of ${shape[0]} rows and ${shape[1]} columns: ${names}`;
}
