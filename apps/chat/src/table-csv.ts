import type { TableData } from "@vitrine/sdk";

/** A table's rows as CSV (RFC 4180), with the row labels first where it has any. */
export function tableCsv({ columns, index, indexName, rows }: TableData): string {
  const head = [...(index ? [indexName ?? ""] : []), ...columns.map(({ name }) => name)];
  const lines = rows.map((row, number) => [...(index ? [index[number] ?? ""] : []), ...row]);
  return [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
}

function cell(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
