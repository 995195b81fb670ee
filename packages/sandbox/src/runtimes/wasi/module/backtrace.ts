import { readFunctionNames } from "./function-names.ts";
import { originalOffset } from "./original-offset.ts";
import type { PreparedModule } from "./prepare-module.ts";
import { readModule } from "./read-module.ts";

/** How many frames an engine is asked for, and how many are shown. */
export const frameLimit = 50;

/**
 * The guest's frames in an error's stack, innermost last, with the names of the original module and, where the engine tells them, offsets in it. Engines write
 * `wasm-function[7]:0x4f` (V8, SpiderMonkey; the offset counts from the module's start) or `wasm-function[7]` (JavaScriptCore).
 */
export function backtrace(stack: string, bytes: Uint8Array<ArrayBuffer>, prepared: Pick<PreparedModule, "bodies" | "exports">): string {
  const frames = [...stack.matchAll(/wasm-function\[(\d+)\](?::(?:0x)?([0-9a-f]+))?/g)].slice(0, frameLimit);
  if (frames.length === 0) return "";
  const outline = readModule(bytes);
  const names = readFunctionNames(outline);
  return frames
    .toReversed()
    .map(([, digits, offset]) => {
      const index = Number(digits);
      const at = offset === undefined ? null : originalOffset(outline, prepared, index, Number.parseInt(offset, 16));
      return `  in ${names.get(index) ?? "a function without a name"} (function ${index}${at === null ? "" : `, byte 0x${at.toString(16)}`})`;
    })
    .join("\n");
}

/** Engines say differently what the specification has one word for: the words of its test suite. */
const words: [RegExp, string][] = [
  [/unreachable/i, "unreachable"],
  [/divide by zero|division by zero|remainder by zero/i, "integer divide by zero"],
  [/unrepresentable|integer overflow|divide result/i, "integer overflow"],
  [/float.*(unrepresentable|range)|invalid conversion|truncation/i, "invalid conversion to integer"],
  [/out.of.bounds.*table|table.*out.of.bounds|table index is out/i, "out of bounds table access"],
  // V8 has one message for an element that is empty and one of another type.
  [/signature mismatch|call_indirect|indirect call|null function|uninitialized element/i, "indirect call type mismatch"],
  [/memory.*out.of.bounds|out.of.bounds.*memory|index out of bounds/i, "out of bounds memory access"],
  [/null (reference|pointer)|dereferencing/i, "null reference"],
  [/cast/i, "cast failure"],
  [/call stack|recursion/i, "call stack exhausted"],
];

/** What a trap is called, the same in every engine where it can be. */
export function trapName(error: { message: string }): string {
  return words.find(([pattern]) => pattern.test(error.message))?.[1] ?? error.message;
}
