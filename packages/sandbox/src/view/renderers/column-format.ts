import type { TableData } from "@vitrine/protocol";

/** Digits after the point at most. */
const most = 6;

/** How the numbers of a column are written: with as many digits after the point as the one that needs most, so that points stand below each other. */
export function columnFormat(values: (TableData["rows"][number][number] | undefined)[]): (value: number) => string {
  const numbers = values.filter((value) => typeof value === "number");
  const digits = Math.max(0, ...numbers.map(digitsOf));
  return (value) => (isPlain(value) ? value.toFixed(digits) : String(Number(value.toPrecision(7))));
}

/** Very large and very small ones are written with an exponent, and do not count. */
function isPlain(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= 1e-4 && size < 1e15);
}

function digitsOf(value: number): number {
  if (!isPlain(value) || Number.isInteger(value)) return 0;
  return Math.min(most, (String(Number(value.toPrecision(7))).split(".")[1] ?? "").length);
}
