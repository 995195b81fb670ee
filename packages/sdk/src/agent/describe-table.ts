import type { Json, TableData } from "@vitrine/protocol";

const maxRows = 10;
const maxColumns = 20;
const maxCell = 60;

/** A table as a model reads it best: its shape, its columns with types, and the first rows separated by "|". Null where it is no table. */
export function describeTable(table: Json | Uint8Array | undefined): string | null {
  const { columns, index, indexName, rows, shape } = (table ?? {}) as Partial<TableData>;
  if (!Array.isArray(columns) || !Array.isArray(rows) || !Array.isArray(shape)) return null;
  const [rowCount, columnCount] = shape.map(Number);
  const shown = rows.slice(0, maxRows).filter((row) => Array.isArray(row));
  const labels = Array.isArray(index) ? index : null;
  const head = [...(labels ? [cell(indexName ?? "")] : []), ...columns.slice(0, maxColumns).map((column) => `${cell(column?.name)} (${cell(column?.type)})`)];
  const lines = shown.map((row, number) => [...(labels ? [cell(labels[number])] : []), ...row.slice(0, maxColumns).map(cell)].join(" | "));
  const rest = [
    (rowCount ?? 0) > shown.length && `${(rowCount ?? 0) - shown.length} more rows`,
    columns.length > maxColumns && `${columns.length - maxColumns} more columns`,
  ].filter(Boolean);
  return [`Table of ${rowCount} rows and ${columnCount} columns:`, head.join(" | "), ...lines, ...(rest.length > 0 ? [`(${rest.join(", ")})`] : [])].join("\n");
}

/** A cell on one line. Tables come over the wire: their cells are JSON of any kind. */
function cell(value: unknown): string {
  const text = (typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value)).replace(/\s+/g, " ");
  return text.length > maxCell ? `${text.slice(0, maxCell - 1)}…` : text;
}
