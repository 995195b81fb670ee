import { cover } from "./cover.ts";

// Held here, as guest code may replace what it finds.
const { construct, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;

/** Puts a constructor before the native one, for good: `admit` throws, or gives the arguments that the native one sees. */
export function rationConstructor(name: "Blob" | "File" | "MessageChannel" | "Request" | "Response", admit: (args: readonly unknown[]) => unknown[]): void {
  const native = globalThis[name] as new (...args: unknown[]) => object;
  function rationed(...args: unknown[]): object {
    if (!new.target) throw new TypeError(`${name} wants to be called with new`);
    return construct(native, admit(args), new.target) as object;
  }
  // Such as Response.json.
  for (const key of ownKeys(native)) if (!(key in rationed)) defineProperty(rationed, key, getOwnPropertyDescriptor(native, key)!);
  rationed.prototype = native.prototype as object;
  Object.defineProperty(rationed, "name", { value: name });
  Object.defineProperty(native.prototype, "constructor", { value: rationed, writable: false, configurable: false });
  cover(globalThis, name, rationed);
}
