import fc from "fast-check";
import { anyText } from "./any-text.ts";
import { hostileValue } from "./hostile-value.ts";

type Tree = Record<string, unknown>;

/** What was put in: no place to go on in, as a look at it may already spring a trap. */
const planted = new WeakSet();

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !planted.has(value) && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);

/** Every place in a value: paths of keys, the value itself first. */
function places(value: unknown, path: string[] = []): string[][] {
  return isTree(value) ? [path, ...Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]))] : [path];
}

/** The value with one place changed, all else as it was. */
function changed(value: unknown, [key, ...rest]: readonly string[], change: (part: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const next = changed((value as Tree)[key], rest, change);
  return Array.isArray(value) ? value.with(Number(key), next) : { ...(value as Tree), [key]: next };
}

const at = (value: unknown, path: readonly string[]) => path.reduce((part, key) => (part as Tree | undefined)?.[key], value);

/** With one more own key, whatever its name. */
function withKey(part: unknown, key: string, value: unknown): unknown {
  if (!isTree(part)) return value;
  if (Array.isArray(part)) return [...(part as unknown[]), value];
  return Object.defineProperty({ ...part }, key, { value, enumerable: true, configurable: true, writable: true });
}

const names = fc.oneof(fc.constantFrom("__proto__", "constructor", "prototype", "type", "runId", "then", "toString", "length", "polluted"), anyText(20));

/**
 * Messages that were valid until something happened to them: another value at some place, or that of another place, a key too many or missing, another's type or run.
 * About one in eight is left whole. With `inProcess`, also with what a port could not carry (getters, proxies, functions).
 */
export function spoiled(valid: fc.Arbitrary<unknown>, { inProcess = false, types = [] }: { inProcess?: boolean; types?: readonly string[] } = {}): fc.Arbitrary<unknown> {
  const hostile = hostileValue({ inProcess }).map((value) => {
    if (typeof value === "object" && value !== null) planted.add(value);
    return value;
  });
  const kinds = fc.oneof(fc.constantFrom("run-end", "constructor", "__proto__", ...types), hostile);
  const step: fc.Arbitrary<(value: unknown) => unknown> = fc.tuple(fc.nat(), fc.constantFrom("swap", "swap", "swap", "add", "drop", "type", "run", "alias", "wrap"), hostile, names, kinds).map(([where, how, value, name, kind]) => (given) => {
    const all = places(given);
    const path = all[where % all.length]!;
    switch (how) {
      case "swap":
        return changed(given, path, () => value);
      case "add":
        return changed(given, path, (part) => withKey(part, name, value));
      case "drop":
        return changed(given, path, (part) => (isTree(part) && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).slice(1)) : value));
      case "type":
        return changed(given, [], (part) => (isTree(part) ? { ...part, type: kind } : part));
      // One object in two places, as a structured clone keeps it.
      case "alias":
        return changed(given, path, () => at(given, all[(where >> 8) % all.length]!));
      case "run":
        return changed(given, [], (part) => (isTree(part) ? { ...part, runId: value, requestId: where } : part));
      default:
        return [given, { value: given }, new Map([["message", given]])][where % 3];
    }
  });
  return fc.oneof({ arbitrary: valid, weight: 1 }, { arbitrary: fc.tuple(valid, fc.array(step, { minLength: 1, maxLength: 3 })).map(([value, steps]) => steps.reduce((part, change) => change(part), value)), weight: 7 });
}
