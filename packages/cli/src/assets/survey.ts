import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AssetRecord } from "./assets-json.ts";
import { sha256 } from "./sha256.ts";

/**
 * Every file below these folders of the directory, hashed. Files of earlier runs with other options and wheels that the
 * user put there count too: assets.json says what is there, not what was asked for last.
 */
export async function survey(
  directory: string,
  folders: readonly string[],
  known: readonly ReadonlyMap<string, AssetRecord>[],
): Promise<AssetRecord[]> {
  const records: AssetRecord[] = [];
  for (const folder of folders) {
    const entries = await readdir(join(directory, folder), { withFileTypes: true, recursive: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(directory.length + 1).replaceAll("\\", "/");
      const bytes = await readFile(file);
      const hash = sha256(bytes);
      const record = known.map((records) => records.get(path)).find((candidate) => candidate?.sha256 === hash);
      records.push(record ?? { path, sha256: hash, size: bytes.length, source: "put here by hand" });
    }
  }
  return records;
}
