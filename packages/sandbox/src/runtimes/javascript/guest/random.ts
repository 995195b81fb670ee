import { bytesOf, exactBuffer } from "./encoding.ts";
import { DOMException } from "./event-target.ts";
import { define, host } from "./host.ts";

/** A generator with a seed (sfc32, by Chris Doty-Humphrey, seeded through splitmix32). Gives integers below 2³². */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  const split = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), 1];
  return () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
}

const ownRandom = Math.random;
let bytes = (count: number): Uint8Array => new Uint8Array(host.randomBytes(count));

/** Fixes all chance of the run; null: it is chance. */
export function seedRandom(seed: number | null): void {
  const next = seed === null ? undefined : seeded(seed);
  Math.random = next ? () => next() / 2 ** 32 : ownRandom;
  bytes = (count) => (next ? Uint8Array.from({ length: count }, () => next() >>> 24) : new Uint8Array(host.randomBytes(count)));
}

export const randomBytes = (count: number): Uint8Array => bytes(count);

export function randomUUID(): string {
  const made = bytes(16);
  made[6] = (made[6]! & 15) | 64;
  made[8] = (made[8]! & 63) | 128;
  const hex = Array.from(made, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export const webCrypto = {
  getRandomValues<T extends ArrayBufferView>(target: T): T {
    if (target.byteLength > 65_536) throw new DOMException("The requested length exceeds 65536 bytes", "QuotaExceededError");
    new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(bytes(target.byteLength));
    return target;
  },
  randomUUID,
  subtle: {
    /** The hash of bytes. */
    digest: async (algorithm: string | { name: string }, data: ArrayBuffer | ArrayBufferView): Promise<ArrayBuffer> =>
      host.hash(typeof algorithm === "string" ? algorithm : algorithm.name, exactBuffer(bytesOf(data))),
  },
};

export function installRandom(): void {
  define("crypto", webCrypto);
  define("performance", { now: () => host.now(), timeOrigin: Date.now() - host.now(), mark() {}, measure() {} });
}
