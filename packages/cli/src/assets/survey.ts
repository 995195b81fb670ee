import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AssetRecord } from "./assets-json.ts";
import { sha256 } from "./sha256.ts";

/**
 * Every file in these folders of the directory. Files of earlier runs with other options and wheels that the user put
 * there count too: assets.json says what is there, not what was asked for last.
 */
export async function survey(
  directory: string,
  folders: readonly string[],
  /** Files whose bytes this run has checked. */
  checked: ReadonlyMap<string, AssetRecord>,
  /** Files as an earlier run left them. */
  earlier: ReadonlyMap<string, AssetRecord>,
): Promise<AssetRecord[]> {
  const records: AssetRecord[] = [];
  for (const folder of folders) {
    const names = await readdir(join(directory, folder)).catch(() => []);
    for (const name of names) records.push(checked.get(`${folder}/${name}`) ?? (await examine(directory, `${folder}/${name}`, earlier)));
  }
  return records;
}

async function examine(directory: string, path: string, earlier: ReadonlyMap<string, AssetRecord>): Promise<AssetRecord> {
  const bytes = await readFile(join(directory, path));
  const hash = sha256(bytes);
  const record = earlier.get(path);
  return record?.sha256 === hash ? record : { path, sha256: hash, size: bytes.length, source: "put here by hand" };
}
