import type { TableData } from "@vitrine/protocol";
import { columnFormat } from "./column-format.ts";
import type { Renderer } from "./renderer.ts";

const isNumeric = (type: string) => /^(u?int|float|complex|decimal)/i.test(type);

/** Characters of a cell that are drawn. How many cells there are the host has seen to. */
const mostCharacters = 1000;

/** A table that a screen reader can walk: a caption with its size, column headers with types, row headers. */
export const renderTable: Renderer = async ({ root, data, alt }) => {
  const { index, indexName, shape, columns, rows } = data as unknown as TableData;
  const table = document.createElement("table");
  table.createCaption().textContent = captionOf(rows.length, columns.length, shape);
  const head = table.createTHead().insertRow();
  if (index) head.append(cell("th", indexName ?? "", "", "col"));
  for (const { name, type } of columns) {
    const header = cell("th", name, isNumeric(type) ? "number" : "", "col");
    const small = document.createElement("small");
    small.textContent = type.slice(0, 40);
    header.append(small);
    head.append(header);
  }
  const formats = columns.map((_, column) => columnFormat(rows.map((row) => row[column])));
  const body = table.createTBody();
  for (const [position, values] of rows.entries()) {
    const row = body.insertRow();
    if (index) row.append(cell("th", index[position] ?? "", "", "row"));
    for (const [column, value] of values.entries()) row.append(valueCell(value, formats[column] ?? String));
  }
  const scroll = document.createElement("div");
  scroll.className = "scroll";
  // Reached by keyboard, so that it can be scrolled without a mouse.
  scroll.tabIndex = 0;
  scroll.role = "region";
  scroll.ariaLabel = alt;
  scroll.append(table);
  root.append(scroll);
  // Only rows that pass below the head need it opaque; the page's own ground is not known here.
  if (scroll.scrollHeight > scroll.clientHeight) scroll.classList.add("tall");
  return {};
};

function cell(tag: "th" | "td", text: string, className: string, scope = ""): HTMLTableCellElement {
  const element = document.createElement(tag);
  element.textContent = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  element.className = className;
  if (scope) element.scope = scope;
  return element;
}

function valueCell(value: TableData["rows"][number][number], format: (value: number) => string): HTMLTableCellElement {
  if (value === null) return cell("td", "–", "missing");
  if (typeof value === "number") return cell("td", format(value), "number");
  if (typeof value === "boolean") return cell("td", value ? "True" : "False", "");
  return cell("td", value, "");
}

function captionOf(rows: number, columns: number, [allRows, allColumns]: TableData["shape"]): string {
  const size = `${counted(allRows, "row")} × ${counted(allColumns, "column")}`;
  const shown = [rows < allRows && `the first ${counted(rows, "row")}`, columns < allColumns && `the first ${counted(columns, "column")}`].filter(Boolean);
  return shown.length > 0 ? `${size}; ${shown.join(" and ")} shown` : size;
}

const counted = (count: number, what: string) => `${count.toLocaleString("en").replaceAll(",", "\u202f")} ${what}${count === 1 ? "" : "s"}`;
