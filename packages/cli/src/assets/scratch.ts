import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary directory for one run: made when first asked for, gone when disposed. */
export interface Scratch {
  /** A new empty directory inside it. */
  folder(): Promise<string>;
  dispose(): Promise<void>;
}

export function createScratch(): Scratch {
  let root: Promise<string> | undefined;
  return {
    folder: async () => {
      root ??= mkdtemp(join(tmpdir(), "vitrine-assets-"));
      return mkdtemp(join(await root, "part-"));
    },
    dispose: async () => {
      if (root !== undefined) await rm(await root, { recursive: true, force: true });
    },
  };
}
