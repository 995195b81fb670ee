import { existsSync } from "node:fs";
import { join } from "node:path";
import type { InterpreterDistribution } from "@vitrine/protocol";
import { gatherAssets } from "../assets/index.ts";
import type { AssetsPlace } from "./find-assets.ts";

/** Puts the interpreters that these languages need into the assets folder, where they are not there yet. What cannot be had is told by the run that misses it. */
export async function bringInterpreters(languages: ReadonlySet<string>, interpreters: readonly InterpreterDistribution[], assets: AssetsPlace, { signal, say }: { signal: AbortSignal; say: (text: string) => void }): Promise<void> {
  if (assets === null || !("folder" in assets)) return;
  const { folder } = assets;
  const needed = [...languages].flatMap((language) => interpreters.find((each) => each.languages.includes(language)) ?? []);
  const missing = needed.filter(({ files }) => Object.values(files).some(({ path }) => !existsSync(join(folder, path))));
  if (missing.length === 0) return;
  const size = missing.flatMap(({ files }) => Object.values(files)).reduce((sum, file) => sum + file.size, 0);
  say(`Fetching ${missing.map(({ name }) => name).join(", ")} (${Math.ceil(size / 1_000_000)} MB), once …`);
  await gatherAssets({ directory: folder, distributions: missing, packages: [], signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    say(error instanceof Error ? error.message : String(error));
  });
}
