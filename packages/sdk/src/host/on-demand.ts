/** What the entry names and loads only when it is called. */
import type { HostReport } from "./check-host/host-report.ts";
import type { SandboxOptions } from "./create-sandbox.ts";
import type { KeptFunction } from "./kept-function.ts";

/**
 * Tells whether this page can run programs with these options of createSandbox, and what is missing: which header, directive or option.
 * It opens a sealed frame, asks for assets.json and the heads of the runtime's files, and tries what a srcdoc frame would inherit. Never rejects for what it finds.
 */
export async function checkHost(options?: SandboxOptions): Promise<HostReport> {
  const check = await import("./check-host.ts");
  return check.checkHost(options);
}

/** The stored sessions of this page's origin, with the bytes that each takes. Throws STORAGE_UNAVAILABLE. */
export async function listSessionStorage(): Promise<{ name: string; files: number; bytes: number }[]> {
  const storage = await import("./session-storage.ts");
  return storage.listSessionStorage();
}

/** Deletes what is stored under the name; a name that is not there is none either afterwards. Throws STORAGE_UNAVAILABLE. */
export async function deleteSessionStorage(name: string): Promise<void> {
  const storage = await import("./session-storage.ts");
  await storage.deleteSessionStorage(name);
}

/** A function as the JSON text of a file, with the SHA-256 of its code. Throws INVALID_ARGUMENT, or INSECURE_CONTEXT where the page has no crypto.subtle. */
export async function exportFunction(kept: KeptFunction): Promise<string> {
  const module = await import("./kept-function.ts");
  return module.exportFunction(kept);
}

/**
 * The function in a text that `exportFunction` made. The hash tells that its code is what was exported, not who wrote it. Runs nothing. Throws INVALID_ARGUMENT where the text is
 * something else, HASH_MISMATCH where its code was changed, INSECURE_CONTEXT where the page has no crypto.subtle.
 */
export async function importFunction(text: string): Promise<KeptFunction> {
  const module = await import("./kept-function.ts");
  return module.importFunction(text);
}
