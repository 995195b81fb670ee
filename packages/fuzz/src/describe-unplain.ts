const plain = new Set<unknown>([Object.prototype, Array.prototype]);

/**
 * Says where a value is more than data: another prototype, accessors, symbols, a key called __proto__, a function. Bytes are data, and so are compiled modules.
 * Undefined: it is plain all through.
 */
export function describeUnplain(value: unknown, at = "value"): string | undefined {
  if (typeof value === "function" || typeof value === "symbol") return `${at} is a ${typeof value}`;
  if (typeof value !== "object" || value === null) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === ArrayBuffer.prototype || prototype === Uint8Array.prototype || prototype === Blob.prototype || prototype === WebAssembly.Module.prototype) return undefined;
  if (!plain.has(prototype)) return `${at} has a prototype of its own`;
  for (const key of Reflect.ownKeys(value)) {
    if (Array.isArray(value) && key === "length") continue;
    const descriptor = Object.getOwnPropertyDescriptor(value, key)!;
    if (typeof key === "symbol" || key === "__proto__" || !("value" in descriptor)) return `${at} has ${String(key)}`;
    const below = describeUnplain(descriptor.value, `${at}.${key}`);
    if (below) return below;
  }
  return undefined;
}
