/**
 * Puts a value before what an object has there, on it and on whatever it inherits from, so that nothing brings the old one back. Covered and not
 * deleted, as Firefox makes again what was deleted. With `writable` it can be replaced, by the guest for itself, but not taken away.
 */
export function cover(target: object, name: string, value: unknown, writable = false): void {
  if (!(name in target)) return;
  for (let each: object | null = target; each; each = Object.getPrototypeOf(each) as object | null) {
    if (each === target || Object.hasOwn(each, name)) Object.defineProperty(each, name, { value, writable, configurable: false, enumerable: false });
  }
}
