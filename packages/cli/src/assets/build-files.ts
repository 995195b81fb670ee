import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { VitrineError } from "@vitrine/protocol";
import type { AssetRecord } from "./assets-json.ts";
import { sha256 } from "./sha256.ts";
import { writeWhole } from "./write-whole.ts";

/** What comes from Vitrine's own packages: the name in the directory and the export that it is. */
const buildFiles = [
  { path: "vitrine.js", from: "@vitrine/sdk/vitrine.js" },
  { path: "vitrine-javascript.js", from: "@vitrine/sdk/vitrine-javascript.js" },
  { path: "vitrine-wasi.js", from: "@vitrine/sdk/vitrine-wasi.js" },
  { path: "frame.html", from: "@vitrine/sandbox/frame.html" },
] as const;

/** A file of Vitrine's own build, read. */
export interface BuildFile {
  record: AssetRecord;
  bytes: Uint8Array;
}

/** Reads Vitrine's own build. Throws ASSET_UNAVAILABLE when it was not built. */
export async function readBuildFiles(): Promise<BuildFile[]> {
  return Promise.all(
    buildFiles.map(async ({ path, from }) => {
      try {
        const bytes = await readFile(fileURLToPath(import.meta.resolve(from)));
        return { record: { path, sha256: sha256(bytes), size: bytes.length, source: from }, bytes };
      } catch (cause) {
        throw new VitrineError({
          code: "ASSET_UNAVAILABLE",
          message: `${from} cannot be read, so the directory would have no ${path}.`,
          fix: "Build the packages first (pnpm -r build), then run vitrine assets again.",
          details: { path, from },
          cause,
        });
      }
    }),
  );
}

/** Copies a file of the build where the directory has other bytes. Says whether it had to. */
export async function copyBuildFile(directory: string, { record, bytes }: BuildFile): Promise<boolean> {
  const present = await readFile(join(directory, record.path)).catch(() => undefined);
  if (present && sha256(present) === record.sha256) return false;
  await writeWhole(directory, record.path, bytes);
  return true;
}
