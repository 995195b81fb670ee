import { inspect } from "./inspect.ts";

const builtin = new Set<string>();

/** Names that are there before any program. */
export const noteBuiltins = (): void => {
  Object.getOwnPropertyNames(globalThis).forEach((name) => void builtin.add(name));
};

/** The program's own global names. */
export const ownNames = (): string[] => Object.getOwnPropertyNames(globalThis).filter((name) => !builtin.has(name));

function shapeOf(value: unknown): number[] | null {
  if (Array.isArray(value)) return [value.length];
  if (value instanceof Map || value instanceof Set) return [value.size];
  if (ArrayBuffer.isView(value) && "length" in value) return [value.length as number];
  return null;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  const { constructor } = value as { constructor?: { name?: unknown } };
  return typeof constructor?.name === "string" && constructor.name !== "" ? constructor.name : "Object";
}

/** The session's variables, as the host tells them (protocol/src/session.ts). */
export function variables(): object[] {
  return ownNames().map((name) => {
    const value: unknown = globalThis[name as never];
    return { name: name.slice(0, 1024), type: typeOf(value).slice(0, 256), shape: shapeOf(value), preview: inspect(value, { depth: 0, maxArrayLength: 10, breakLength: Infinity }).slice(0, 200) };
  });
}
