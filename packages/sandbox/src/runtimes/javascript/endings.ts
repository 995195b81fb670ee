import type { RunError, WorkerReport } from "@vitrine/protocol";
import { runError } from "./run-error.ts";

const noPlace = { traceback: "", source: null, line: null, column: null };

export const exited = (code: number): RunError => ({ ...noPlace, code: "EXIT", name: "Exit", message: `process.exit(${code})`, fix: "End the program without a non-zero exit code." });

export const outOfFuel = (fuel: number): RunError => ({ ...noPlace, code: "FUEL_EXHAUSTED", name: "fuel", message: `The program did more than ${fuel} steps (limits.fuel).`, fix: "Make the program do less, and its loops end." });

export const interrupted: RunError = { ...noPlace, code: "UNCAUGHT_EXCEPTION", name: "KeyboardInterrupt", message: "", fix: "" };

export const outOfMemory = (told: RunError, limit: number): RunError => ({ ...told, code: "MEMORY_LIMIT", message: `out of memory (limits.memoryBytes is ${limit})`, fix: "Hold less in memory at once: work on the data in parts." });

/** How the interpreter itself died: its engine's stack ended, or it aborted for want of memory. undefined: neither. */
export function deadEnd(error: unknown): Pick<WorkerReport, "status" | "error"> | undefined {
  const told = (name: string, message: string) => runError({ name, message, stack: "", code: null }, new Map());
  if (error instanceof RangeError) return { status: "error", error: told("RangeError", "Maximum call stack size exceeded") };
  if (error instanceof WebAssembly.RuntimeError) return { status: "limit", error: { ...told("InternalError", "out of memory"), code: "MEMORY_LIMIT" } };
  return undefined;
}

/** What a parser says of a text that does not parse. Acorn counts columns from 0; Amaro gives `startLine` and `startColumn`. */
export function syntaxError(thrown: unknown, source: string): { error: { name: string; message: string; stack: string; code: null }; place: { source: string; line: number; column: number } } {
  const { message, loc, startLine, startColumn } = thrown as { message?: unknown; loc?: { line: number; column: number }; startLine?: number; startColumn?: number };
  const at = loc ? { line: loc.line, column: loc.column + 1 } : { line: startLine ?? 1, column: (startColumn ?? 0) + 1 };
  return { error: { name: "SyntaxError", message: String(message ?? thrown).replace(/ \(\d+:\d+\)$/, ""), stack: "", code: null }, place: { source, ...at } };
}
