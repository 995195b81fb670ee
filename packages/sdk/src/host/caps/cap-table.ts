import type { Json } from "@vitrine/protocol";
import { isObject } from "../describe/json.ts";

/** What the renderer draws at most; more need not travel. */
const most = { rows: 500, columns: 100 };

/** The part of a table that is drawn. Its caption says how large the whole is. */
export function capTable(table: Json, cells: number): Json {
  if (!isObject(table) || !Array.isArray(table["columns"]) || !Array.isArray(table["rows"])) return table;
  const columns = table["columns"].slice(0, most.columns);
  const count = Math.min(most.rows, Math.floor(cells / Math.max(1, columns.length)));
  const rows = table["rows"].slice(0, count).map((row) => (Array.isArray(row) ? row.slice(0, most.columns) : row));
  return { ...table, columns, rows, ...(Array.isArray(table["index"]) && { index: table["index"].slice(0, count) }) };
}
