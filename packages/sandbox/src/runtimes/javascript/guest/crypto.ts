import { Buffer } from "./buffer.ts";
import { exactBuffer } from "./encoding.ts";
import { host } from "./host.ts";
import { randomBytes, randomUUID, webCrypto } from "./random.ts";

const bytesFrom = (data: unknown, encoding?: string) => exactBuffer(Buffer.from(data, encoding));

/** Node's Hash and Hmac. */
class Hash {
  readonly #parts: Buffer[] = [];
  #ended = false;

  constructor(
    private readonly algorithm: string,
    private readonly key?: ArrayBuffer,
  ) {
    // An unknown one is told now.
    host.hash(algorithm, new ArrayBuffer(0), key);
  }

  update(data: unknown, encoding?: string): this {
    if (this.#ended) throw new Error("Digest already called");
    this.#parts.push(Buffer.from(data, encoding));
    return this;
  }

  digest(encoding?: string): Buffer | string {
    if (this.#ended) throw new Error("Digest already called");
    this.#ended = true;
    const found = Buffer.from(host.hash(this.algorithm, exactBuffer(Buffer.concat(this.#parts)), this.key));
    return encoding === undefined || encoding === "buffer" ? found : found.toString(encoding);
  }
}

const createHash = (algorithm: unknown) => new Hash(String(algorithm));

/** Node's module, as far as it needs no keys of the platform. */
export const nodeCrypto = {
  webcrypto: webCrypto,
  subtle: webCrypto.subtle,
  randomUUID,
  getRandomValues: webCrypto.getRandomValues,
  randomBytes: (count: number) => Buffer.from(randomBytes(count)),
  randomInt: (low: number, high?: number) => Math.floor(Math.random() * ((high ?? low) - (high === undefined ? 0 : low))) + (high === undefined ? 0 : low),
  createHash,
  createHmac: (algorithm: unknown, key: unknown) => new Hash(String(algorithm), bytesFrom(key)),
  hash: (algorithm: unknown, data: unknown, encoding = "hex") => createHash(algorithm).update(data).digest(encoding),
  getHashes: () => ["md5", "ripemd160", "sha1", "sha224", "sha256", "sha384", "sha512"],
  timingSafeEqual: (one: Uint8Array, other: Uint8Array) => one.length === other.length && one.every((byte, index) => byte === other[index]),
};
