import type { InterpreterCall } from "@vitrine/protocol";
import { encodeText } from "./preview1/guest-memory.ts";

/** Calls an export with texts and lists of texts, as the component model's canonical ABI hands them over. */
export function callExport(exports: WebAssembly.Exports, { export: name, texts }: InterpreterCall): void {
  const memory = exports.memory as WebAssembly.Memory;
  const reallocate = exports.cabi_realloc as (from: number, size: number, alignment: number, wanted: number) => number;
  const place = (bytes: Uint8Array, alignment: number) => {
    // Above 2 GiB an address comes as a negative number.
    const at = reallocate(0, 0, alignment, bytes.length) >>> 0;
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    return at;
  };
  const placeText = (text: string) => {
    const bytes = encodeText(text);
    return [place(bytes, 1), bytes.length];
  };
  const placeList = (list: readonly string[]) => [place(new Uint8Array(Uint32Array.from(list.flatMap(placeText)).buffer), 4), list.length];
  (exports[name] as (...values: number[]) => void)(...texts.flatMap((text) => (typeof text === "string" ? placeText(text) : placeList(text))));
}
