/**
 * Guards: what comes over a port is unknown until one of these has rebuilt it from known parts.
 * A guard copies only what it names, refuses what it does not know, and never reads a prototype.
 */
export type Guard<T> = (value: unknown) => T;

/** What a guard guards. */
export type Guarded<G> = G extends Guard<infer T> ? T : never;

class Refused extends Error {}

function refuse(expected: string): never {
  throw new Refused(expected);
}

/** Runs a guard: the rebuilt value, or the reason why there is none. */
export function check<T>(guard: Guard<T>, value: unknown): { ok: true; value: T } | { ok: false; reason: string } {
  try {
    return { ok: true, value: guard(value) };
  } catch (error) {
    // Anything but a refusal (a stack overflow, say) refuses as well: a guard never throws at its caller.
    return { ok: false, reason: error instanceof Error ? error.message : "unreadable value" };
  }
}

/** Text of at most `max` UTF-16 units. */
export const text =
  (max: number): Guard<string> =>
  (value) =>
    typeof value === "string" && value.length <= max ? value : refuse(`text of at most ${max} characters`);

/** true or false. */
export const boolean: Guard<boolean> = (value) => (typeof value === "boolean" ? value : refuse("true or false"));

/** An integer from `min` to `max`. */
export const integer =
  (min: number, max: number): Guard<number> =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max ? (value as number) : refuse(`integer from ${min} to ${max}`);

/** A finite number from `min` to `max`. */
export const number =
  (min: number, max: number): Guard<number> =>
  (value) =>
    Number.isFinite(value) && (value as number) >= min && (value as number) <= max ? (value as number) : refuse(`number from ${min} to ${max}`);

/** One of the given strings. */
export const oneOf =
  <const T extends string>(...values: T[]): Guard<T> =>
  (value) =>
    values.includes(value as T) ? (value as T) : refuse(`one of ${values.join(", ")}`);

// Throws on whatever is no ArrayBuffer, of this realm or another; a tag or a length can be lied about.
const byteLengthOf = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")!.get as (this: unknown) => number;

function isBuffer(value: unknown): value is ArrayBuffer {
  try {
    byteLengthOf.call(value);
    return true;
  } catch {
    return false;
  }
}

/** An ArrayBuffer of at most `max` bytes. */
export const buffer =
  (max: number): Guard<ArrayBuffer> =>
  (value) =>
    isBuffer(value) && byteLengthOf.call(value) <= max ? value : refuse(`bytes, at most ${max}`);

/** A Blob of at most `max` bytes. */
export const blob =
  (max: number): Guard<object> =>
  (value) => {
    // This package has no DOM types. Of an object that is no Blob, of this realm or another, the getter throws.
    const { prototype } = (globalThis as unknown as { Blob: { prototype: object } }).Blob;
    const sizeOf = Object.getOwnPropertyDescriptor(prototype, "size")!.get as (this: unknown) => number;
    try {
      if (sizeOf.call(value) <= max) return value as object;
    } catch {
      // Refused below.
    }
    return refuse(`a Blob of at most ${max} bytes`);
  };

/** A compiled WebAssembly.Module, as a message brought it: what is cloned has its own prototype, whatever it was before. */
export const wasmModule: Guard<object> = (value) => {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: { Module: new () => object } };
  return WebAssembly && value instanceof WebAssembly.Module ? value : refuse("a WebAssembly.Module");
};

/** null, or what the guard takes. */
export const nullable =
  <T>(guard: Guard<T>): Guard<T | null> =>
  (value) =>
    value === null ? null : guard(value);

/** What either guard takes; the first that does. */
export const either =
  <A, B>(first: Guard<A>, second: Guard<B>): Guard<A | B> =>
  (value) => {
    const taken = check(first, value);
    return taken.ok ? taken.value : second(value);
  };

/** An array of at most `max` items. */
export const list =
  <T>(guard: Guard<T>, max: number): Guard<T[]> =>
  (value) => {
    if (!Array.isArray(value) || value.length > max) refuse(`list of at most ${max}`);
    return Array.from(value as unknown[], guard);
  };

function plainEntries(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse("object");
  const prototype: unknown = Object.getPrototypeOf(value);
  // A structured clone has this realm's Object.prototype; a Map, a Date or an array has another.
  if (prototype !== Object.prototype && prototype !== null) refuse("plain object");
  const entries = Object.entries(value);
  if (entries.some(([key]) => key === "__proto__")) refuse("no key called __proto__");
  return entries;
}

/** A plain object with any keys (at most `max`, each of at most `keyMax` characters). */
export const record =
  <T>(guard: Guard<T>, max: number, keyMax = 1024): Guard<Record<string, T>> =>
  (value) => {
    const entries = plainEntries(value);
    if (entries.length > max) refuse(`object of at most ${max} keys`);
    return Object.fromEntries(entries.map(([key, item]) => [text(keyMax)(key), guard(item)]));
  };

type Shape = Record<string, Guard<unknown>>;
type Built<S extends Shape> = { [K in keyof S]: Guarded<S[K]> };

/** A plain object with exactly these keys. */
export const object =
  <S extends Shape>(shape: S): Guard<Built<S>> =>
  (value) => {
    const entries = plainEntries(value);
    const keys = Object.keys(shape);
    if (entries.length !== keys.length) refuse(`object with the keys ${keys.join(", ")}`);
    return Object.fromEntries(
      entries.map(([key, item]) => {
        const guard = Object.hasOwn(shape, key) ? shape[key] : undefined;
        return [key, guard ? guard(item) : refuse(`no key called ${key.slice(0, 40)}`)];
      }),
    ) as Built<S>;
  };

/** A message of a closed union, told apart by `type`: dispatch over a table without prototype, so that "constructor" is no type. */
export function message<T extends { type: string }>(variants: { [K in T["type"]]: Guard<Omit<Extract<T, { type: K }>, "type">> }): Guard<T> {
  const table = Object.assign(Object.create(null) as Record<string, Guard<object>>, variants);
  return (value) => {
    const { type, ...rest } = Object.fromEntries(plainEntries(value));
    const guard = typeof type === "string" ? table[type] : undefined;
    if (!guard) return refuse(`a known message type, not ${String(type).slice(0, 40)}`);
    return { type, ...guard(rest) } as T;
  };
}
