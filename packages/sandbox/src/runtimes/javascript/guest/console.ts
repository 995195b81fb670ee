import { define, host } from "./host.ts";
import { format, inspect } from "./inspect.ts";
import { boxedTable, tableData } from "./table.ts";
import { emit } from "./outputs.ts";

let indent = "";
const counts = new Map<string, number>();
const times = new Map<string, number>();

function print(stream: "stdout" | "stderr", values: unknown[]): void {
  const text = format(values);
  host.write(stream, `${indent === "" ? text : text.replaceAll(/^/gm, indent)}\n`);
}

const out = (...values: unknown[]) => print("stdout", values);
const warn = (...values: unknown[]) => print("stderr", values);

function elapsed(label: string): string | undefined {
  const start = times.get(label);
  if (start === undefined) {
    warn(`Warning: No such label '${label}' for console.time()`);
    return undefined;
  }
  const milliseconds = host.now() - start;
  return milliseconds < 1000 ? `${label}: ${milliseconds.toFixed(3)}ms` : `${label}: ${(milliseconds / 1000).toFixed(3)}s`;
}

function group(...values: unknown[]): void {
  if (values.length > 0) out(...values);
  indent += "  ";
}

/** Prints as Node's console does. A table is an output as well. */
export const guestConsole = {
  log: out,
  info: out,
  debug: out,
  warn,
  error: warn,
  trace(...values: unknown[]) {
    const name = values.length > 0 ? `Trace: ${format(values)}` : "Trace";
    warn(`${name}\n${String(new Error("").stack).split("\n").filter((line) => !line.includes("(vitrine:")).join("\n").trimEnd()}`);
  },
  dir: (value: unknown, options?: object) => out(inspect(value, { customInspect: false, ...options })),
  dirxml: out,
  table(value: unknown, only?: readonly string[]) {
    const table = tableData(value, only);
    if (!table) return out(value);
    const text = boxedTable(table);
    out(text);
    emit({ "application/vnd.vitrine.table+json": table.data, "text/plain": text });
  },
  assert(holds: unknown, ...values: unknown[]) {
    if (!holds) warn(...(values.length === 0 ? ["Assertion failed"] : typeof values[0] === "string" ? [`Assertion failed: ${values[0]}`, ...values.slice(1)] : ["Assertion failed", ...values]));
  },
  count(label = "default") {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    out(`${label}: ${counts.get(label)}`);
  },
  countReset: (label = "default") => void counts.delete(label),
  group,
  groupCollapsed: group,
  groupEnd: () => void (indent = indent.slice(2)),
  time: (label = "default") => void times.set(label, host.now()),
  timeLog(label = "default", ...values: unknown[]) {
    const text = elapsed(label);
    if (text !== undefined) out(text, ...values);
  },
  timeEnd(label = "default") {
    const text = elapsed(label);
    if (text !== undefined) out(text);
    times.delete(label);
  },
  clear() {},
};

export const installConsole = (): void => define("console", guestConsole);

/** A run starts with no indentation, labels or counts of the one before. */
export function resetConsole(): void {
  indent = "";
  counts.clear();
  times.clear();
}
