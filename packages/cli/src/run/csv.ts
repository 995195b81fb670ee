import type { TableData } from "@vitrine/protocol";

/** A table as CSV (RFC 4180, lines end with "\n"): a header, the row labels in front where there are any, missing values empty. */
export function csvOf({ columns, index, indexName, rows }: TableData): string {
  const header = [...(index ? [indexName ?? ""] : []), ...columns.map(({ name }) => name)];
  const lines = rows.map((row, position) => [...(index ? [index[position] ?? ""] : []), ...row]);
  return [header, ...lines].map((line) => `${line.map(field).join(",")}\n`).join("");
}

function field(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
