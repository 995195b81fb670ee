import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Where files stand until they are whole, below the assets directory. */
const partialFolder = ".partial";
/** After this long (in ms) a partial file belongs to nobody: writing one takes seconds. */
const partialLifetime = 10 * 60 * 1000;

/** Writes a file below the directory whole or not at all, also when others write the same file at once. */
export async function writeWhole(directory: string, path: string, bytes: Uint8Array | string): Promise<void> {
  const target = join(directory, path);
  const partial = join(directory, partialFolder, randomUUID());
  await mkdir(dirname(target), { recursive: true });
  try {
    await writePartial(partial, bytes);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function writePartial(partial: string, bytes: Uint8Array | string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await mkdir(dirname(partial), { recursive: true });
    try {
      return await writeFile(partial, bytes);
    } catch (error) {
      // A concurrent run that ended took the empty folder away between the two lines above.
      if (attempt === 3 || (error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
}

/** Removes what killed runs left behind; leaves what a concurrent run is writing. */
export async function sweepPartials(directory: string): Promise<void> {
  const folder = join(directory, partialFolder);
  for (const name of await readdir(folder).catch(() => [])) {
    const info = await stat(join(folder, name)).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > partialLifetime) await rm(join(folder, name), { force: true });
  }
  // Refuses a folder that is in use, which is what we want.
  await rmdir(folder).catch(() => {});
}
