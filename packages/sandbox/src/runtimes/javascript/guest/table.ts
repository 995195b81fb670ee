import { inspect } from "./inspect.ts";

/** Rows of a table that are sent as data. */
const most = 500;

interface Cells {
  head: string[];
  rows: { key: string; cells: unknown[] }[];
  data: object;
}

const empty = Symbol("empty");
const valuesColumn = "Values";

/** What console.table shows of a value, as text cells and as data (protocol/src/output.ts, TableData); undefined: it is no table. */
export function tableData(value: unknown, only?: readonly string[]): Cells | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const entries: [string, unknown][] = value instanceof Map ? [...value].map(([key, entry]) => [String(key), entry]) : value instanceof Set ? [...value].map((entry, index) => [String(index), entry]) : Object.entries(value);
  const names = new Set<string>(only);
  let plain = false;
  for (const [, row] of entries) {
    if (typeof row === "object" && row !== null) {
      if (!only) for (const name of Object.keys(row)) names.add(name);
    } else plain = true;
  }
  const head = [...names, ...(plain ? [valuesColumn] : [])];
  const rows = entries.map(([key, row]) => ({ key, cells: head.map((name) => cellOf(row, name)) }));
  const isList = Array.isArray(value) || value instanceof Set;
  const data = {
    columns: head.map((name, index) => ({ name, type: typeOf(rows.map(({ cells }) => cells[index])) })),
    index: isList ? null : rows.slice(0, most).map(({ key }) => key),
    indexName: null,
    rows: rows.slice(0, most).map(({ cells }) => cells.map(plainCell)),
    shape: [rows.length, head.length],
  };
  return { head, rows, data };
}

function cellOf(row: unknown, name: string): unknown {
  if (typeof row !== "object" || row === null) return name === valuesColumn ? row : empty;
  return Object.hasOwn(row, name) ? (row as Record<string, unknown>)[name] : empty;
}

function typeOf(cells: unknown[]): string {
  const types = new Set(cells.filter((cell) => cell !== empty && cell !== null && cell !== undefined).map((cell) => typeof cell));
  return types.size === 1 ? [...types][0]! : "mixed";
}

function plainCell(cell: unknown): string | number | boolean | null {
  if (cell === empty || cell === undefined || cell === null) return null;
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : String(cell);
  return typeof cell === "string" || typeof cell === "boolean" ? cell : inspect(cell, { depth: 0 });
}

/** As Node draws it. */
export function boxedTable({ head, rows }: Cells): string {
  const lines = [["(index)", ...head], ...rows.map(({ key, cells }) => [key, ...cells.map((cell) => (cell === empty ? "" : inspect(cell, { depth: 0, breakLength: Infinity })))])];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => [...line[column]!].length)));
  const rule = (left: string, middle: string, right: string) => left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
  const row = (line: string[]) => `│${line.map((cell, column) => ` ${cell}${" ".repeat(widths[column]! - [...cell].length)} `).join("│")}│`;
  return [rule("┌", "┬", "┐"), row(lines[0]!), rule("├", "┼", "┤"), ...lines.slice(1).map(row), rule("└", "┴", "┘")].join("\n");
}
