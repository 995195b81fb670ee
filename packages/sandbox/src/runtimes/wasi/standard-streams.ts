import type { OpenStream } from "./preview1/descriptors.ts";
import { inputRights, outputRights } from "./preview1/rights.ts";

/** Standard input from bytes; once they are used up, from `ask`, which gives a line without its end, or null. */
export function standardInput(bytes: Uint8Array, ask?: () => string | null): OpenStream {
  let rest = bytes;
  let ended = ask === undefined;
  return {
    kind: "stream",
    base: inputRights,
    inheriting: 0n,
    flags: 0,
    available: () => (ended ? rest.length : Math.max(rest.length, 1)),
    read(limit) {
      if (rest.length === 0 && !ended) {
        const line = ask!();
        ended = line === null;
        if (line !== null) rest = new TextEncoder().encode(`${line}\n`);
      }
      const part = rest.subarray(0, limit);
      rest = rest.subarray(part.length);
      return part;
    },
  };
}

export function standardOutput(write: (bytes: Uint8Array) => void): OpenStream {
  return { kind: "stream", base: outputRights, inheriting: 0n, flags: 0, write };
}
