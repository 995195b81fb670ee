import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { HousedImage, HousedPackage } from "@vitrine/protocol";
import type { Attempt } from "./supplier.ts";
import { writeWhole } from "./write-whole.ts";

/** One file of an assets directory. */
export interface AssetRecord {
  /** Relative to the directory, with forward slashes. */
  path: string;
  sha256: string;
  size: number;
  /** Where the bytes came from: a URL, "npm …", "Debian …". */
  source: string;
}

/** A package that no source had when the directory was gathered. */
export interface MissingAsset {
  distribution: string;
  package: string;
  /** The package that needs it; absent when it was asked for. */
  neededBy?: string;
  tried: Attempt[];
}

/** A package that is there in another version than the distribution would rather have. */
export interface Substitute {
  distribution: string;
  package: string;
  wanted: string;
  got: string;
}

/** assets.json: what an assets directory holds. */
export interface AssetsJson {
  /** Version of this format. */
  vitrine: 1;
  files: AssetRecord[];
  /** The wheels in wheels/: what a page adds to the lock of its distribution. */
  packages: HousedPackage[];
  /** Frozen interpreters with packages imported, as `vitrine assets --image` made them. */
  images: HousedImage[];
  missing: MissingAsset[];
  substitutes: Substitute[];
}

/** The records of an earlier run by path; empty when there was none or its file cannot be read. */
export async function readRecords(directory: string): Promise<Map<string, AssetRecord>> {
  return new Map((await readAssetsJson(directory))?.files?.map((record) => [record.path, record]));
}

/** undefined where there is none, or none that can be read. */
export async function readAssetsJson(directory: string): Promise<AssetsJson | undefined> {
  try {
    // Directories of earlier versions list none.
    return { images: [], ...(JSON.parse(await readFile(join(directory, "assets.json"), "utf8")) as Omit<AssetsJson, "images">) };
  } catch {
    return undefined;
  }
}

/** Writes assets.json, sorted, so that the same content gives the same bytes. */
export async function writeAssetsJson(directory: string, content: Omit<AssetsJson, "vitrine">): Promise<void> {
  const files = content.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  await writeWhole(directory, "assets.json", `${JSON.stringify({ vitrine: 1, ...content, files }, null, 2)}\n`);
}
