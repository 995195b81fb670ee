import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AssetRecord } from "./assets-json.ts";
import { sha256 } from "./sha256.ts";
import type { Attempt, Supplier, WantedFile } from "./supplier.ts";
import { writeWhole } from "./write-whole.ts";

/** Puts wanted files into the directory, each once. */
export interface Collector {
  /** The file's record when it is there now, else every source that was asked. */
  obtain(wanted: WantedFile): Promise<AssetRecord | Attempt[]>;
  /** Every file that was obtained, by path. */
  readonly records: ReadonlyMap<string, AssetRecord>;
}

export interface CollectorOptions {
  directory: string;
  /** Asked in this order. */
  suppliers: readonly Supplier[];
  /** Where files of an earlier run came from, by path. */
  earlier: ReadonlyMap<string, AssetRecord>;
  /** Told of each file that is there; `kept`: it already was. */
  onFile: (record: AssetRecord, kept: boolean) => void;
}

export function createCollector({ directory, suppliers, earlier, onFile }: CollectorOptions): Collector {
  const records = new Map<string, AssetRecord>();
  const answers = new Map<string, Promise<AssetRecord | Attempt[]>>();

  const settle = (record: AssetRecord, kept: boolean): AssetRecord => {
    records.set(record.path, record);
    onFile(record, kept);
    return record;
  };

  const obtain = async (wanted: WantedFile): Promise<AssetRecord | Attempt[]> => {
    const { path } = wanted;
    const present = await readFile(join(directory, path)).catch(() => undefined);
    if (present && sha256(present) === wanted.sha256) {
      const source = earlier.get(path)?.source ?? "already here";
      return settle({ path, sha256: wanted.sha256, size: present.length, source }, true);
    }
    const attempts: Attempt[] = [];
    for (const supplier of suppliers) {
      const supply = await supplier(wanted);
      if (supply === undefined) continue;
      if (!("bytes" in supply)) {
        attempts.push(supply);
        continue;
      }
      const { bytes, source } = supply;
      const actual = sha256(bytes);
      if (actual !== wanted.sha256) {
        attempts.push({ source, reason: `gave other bytes (sha256 ${actual.slice(0, 12)}… instead of ${wanted.sha256.slice(0, 12)}…)` });
        continue;
      }
      await writeWhole(directory, path, bytes);
      return settle({ path, sha256: actual, size: bytes.length, source }, false);
    }
    // Says that the rest was thought of, where only the public URL knew the file.
    if (attempts.some(({ source }) => /^(npm|Debian) /.test(source))) return attempts;
    return [...attempts, { source: "npm and Debian", reason: "no package there is known to hold it" }];
  };

  return {
    records,
    obtain: (wanted) => {
      const answer = answers.get(wanted.path) ?? obtain(wanted);
      answers.set(wanted.path, answer);
      return answer;
    },
  };
}
