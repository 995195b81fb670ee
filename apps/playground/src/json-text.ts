/** Longest text of an event or result that is shown in full. */
const maxString = 4000;

/** A value as indented JSON for reading: bytes by their number, very long texts by their beginning. */
export function jsonText(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) => {
      if (part instanceof Uint8Array) return `${part.length} bytes`;
      if (typeof part === "string" && part.length > maxString) return `${part.slice(0, maxString)}… (${part.length} characters)`;
      // Typed numbers of a figure fill the screen otherwise.
      if (Array.isArray(part) && part.length > 100 && part.every((item) => typeof item === "number")) return `${part.length} numbers: ${part.slice(0, 5).join(", ")} …`;
      return part;
    },
    2,
  );
}
