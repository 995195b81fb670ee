/** A library that the host sent along and that stands where classic scripts put themselves. Throws where it is missing. */
export function library(name: string): unknown {
  const found = (globalThis as unknown as Record<string, unknown>)[name];
  if (found === undefined) throw new Error(`the library ${name} is missing`);
  return found;
}
