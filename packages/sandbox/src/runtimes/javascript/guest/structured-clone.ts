import { DOMException } from "./event-target.ts";
import { define } from "./host.ts";

const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

/** The platform's structuredClone, for what this realm has. */
function structuredClone(value: unknown): unknown {
  const made = new Map<object, unknown>();
  const copy = (given: unknown): unknown => {
    if (typeof given === "function" || typeof given === "symbol") throw new DOMException(`${String(given)} could not be cloned.`, "DataCloneError");
    if (typeof given !== "object" || given === null) return given;
    if (made.has(given)) return made.get(given);
    const keep = <T>(result: T): T => {
      made.set(given, result);
      return result;
    };
    if (given instanceof Date) return keep(new Date(given));
    if (given instanceof RegExp) return keep(new RegExp(given.source, given.flags));
    if (given instanceof ArrayBuffer) return keep(given.slice(0));
    if (ArrayBuffer.isView(given)) {
      const Kind = given.constructor as new (buffer: ArrayBufferLike, offset: number, length?: number) => object;
      return keep(new Kind(copy(given.buffer) as ArrayBuffer, given.byteOffset, given instanceof DataView ? given.byteLength : (given as unknown as { length: number }).length));
    }
    if (given instanceof Map) {
      const result = keep(new Map<unknown, unknown>());
      for (const [key, held] of given) result.set(copy(key), copy(held));
      return result;
    }
    if (given instanceof Set) {
      const result = keep(new Set<unknown>());
      for (const held of given) result.add(copy(held));
      return result;
    }
    if (given instanceof Error) {
      const result = keep(new (errors[given.name as keyof typeof errors] ?? Error)(given.message));
      if (Object.hasOwn(given, "cause")) result.cause = copy(given.cause);
      return Object.defineProperty(result, "stack", { value: given.stack, configurable: true, writable: true });
    }
    if (given instanceof Promise || given instanceof WeakMap || given instanceof WeakSet) throw new DOMException(`#<${given.constructor.name}> could not be cloned.`, "DataCloneError");
    if (Array.isArray(given)) {
      const result = keep(Array.from({ length: given.length }));
      for (const key of Object.keys(given)) result[key as never] = copy(given[key as never]);
      return result;
    }
    const result = keep({});
    for (const [key, held] of Object.entries(given)) Object.defineProperty(result, key, { value: copy(held), enumerable: true, configurable: true, writable: true });
    return result;
  };
  return copy(value);
}

export const installStructuredClone = (): void => define("structuredClone", structuredClone);
