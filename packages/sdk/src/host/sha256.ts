import { insecureContext } from "./failures.ts";

/** Lower-case hexadecimal SHA-256. Throws INSECURE_CONTEXT where the page has no crypto.subtle. */
export async function sha256(data: ArrayBuffer | string): Promise<string> {
  if (!globalThis.crypto?.subtle) throw insecureContext();
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
