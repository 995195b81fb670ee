import { hmac } from "@noble/hashes/hmac.js";
import { md5, ripemd160, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import type { CHash } from "@noble/hashes/utils.js";

const hashes: Record<string, CHash> = { md5, ripemd160, sha1, sha224, sha256, sha384, sha512 };

/** The hash of these bytes, by Node's or the platform's name of it; with a key its HMAC. Throws TypeError for others. The platform's own cannot be had at once. */
export function hashOf(name: string, bytes: ArrayBuffer, key: ArrayBuffer | undefined): ArrayBuffer {
  const plain = name.toLowerCase().replace(/^sha-/, "sha");
  const hash = Object.hasOwn(hashes, plain) ? hashes[plain] : undefined;
  if (!hash) throw new TypeError(`There is no hash ${name}. There are ${Object.keys(hashes).join(", ")}.`);
  const given = new Uint8Array(bytes);
  return (key ? hmac(hash, new Uint8Array(key), given) : hash(given)).slice().buffer;
}
