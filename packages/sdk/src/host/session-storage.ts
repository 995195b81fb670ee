import { type OutputFile, VitrineError } from "@vitrine/protocol";
import { invalidArgument } from "./failures.ts";

/** Folder of the page's origin private file system (OPFS) that holds one folder for each stored session. */
const folderName = "vitrine-sessions";

/** Where a session's files outlive the page. */
export interface SessionStorage {
  load(): Promise<OutputFile[]>;
  /** Makes what is stored equal to these files. Throws STORAGE_UNAVAILABLE where there is no room. */
  save(files: ReadonlyMap<string, Uint8Array>): Promise<void>;
}

/** Opens the storage of this name, empty at first. Throws INVALID_ARGUMENT or STORAGE_UNAVAILABLE. */
export async function openStorage(name: string): Promise<SessionStorage> {
  if (!/^[\w-]{1,64}$/.test(name)) throw invalidArgument(`The storage name ${JSON.stringify(name)} is not one.`, "Use 1 to 64 letters, digits, - and _.", { name });
  const folder = await reaching(async () => (await root()).getDirectoryHandle(name, { create: true }));
  /** What is there already, so that only what changed is written. */
  const known = new Map<string, Uint8Array>();
  return {
    load: () =>
      reaching(async () => {
        const files: OutputFile[] = [];
        for await (const [key, handle] of folder.entries()) {
          if (handle.kind !== "file") continue;
          const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
          const path = decodeURIComponent(key);
          known.set(path, bytes);
          files.push({ path, bytes });
        }
        return files;
      }),
    save: (files) =>
      reaching(async () => {
        for (const path of known.keys()) {
          if (files.has(path)) continue;
          await folder.removeEntry(fileName(path));
          known.delete(path);
        }
        for (const [path, bytes] of files) {
          if (known.get(path) === bytes) continue;
          const writer = await (await folder.getFileHandle(fileName(path), { create: true })).createWritable();
          await writer.write(bytes as Uint8Array<ArrayBuffer>);
          await writer.close();
          known.set(path, bytes);
        }
      }),
  };
}

/** What on-demand.ts loads. */
export async function listSessionStorage(): Promise<{ name: string; files: number; bytes: number }[]> {
  return reaching(async () => {
    const found: { name: string; files: number; bytes: number }[] = [];
    for await (const [name, handle] of (await root()).entries()) {
      if (handle.kind !== "directory") continue;
      const row = { name, files: 0, bytes: 0 };
      for await (const entry of handle.values()) {
        row.files += 1;
        if (entry.kind === "file") row.bytes += (await entry.getFile()).size;
      }
      found.push(row);
    }
    return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/** What on-demand.ts loads. */
export async function deleteSessionStorage(name: string): Promise<void> {
  await reaching(async () => {
    await (await root()).removeEntry(name, { recursive: true }).catch((error: unknown) => {
      if ((error as DOMException).name !== "NotFoundError") throw error;
    });
  });
}

const root = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(folderName, { create: true });

/** A path is one file name here, so that no path can mean another folder. */
const fileName = (path: string) => encodeURIComponent(path);

async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const full = (cause as DOMException | null)?.name === "QuotaExceededError";
    throw new VitrineError({
      code: "STORAGE_UNAVAILABLE",
      message: full ? "The page's storage has no room for the session's files." : `The page's storage (OPFS) cannot be used: ${String(cause)}`,
      fix: full ? "Delete stored sessions with deleteSessionStorage, or keep fewer files." : "Open the session without `storage`, or keep what session.save() gives.",
      cause,
    });
  }
}
