import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { misuse } from "./misuse.ts";

/** Where runtime files are: a folder that the command serves, a URL, or null for the CDN. */
export type AssetsPlace = { folder: string } | { url: string } | null;

/** `asked`, else $VITRINE_ASSETS, else the nearest `.vitrine/assets` from here upwards, else that of the checkout this file stands in. */
export function findAssets(asked: string | undefined, { from = process.cwd(), variable = process.env.VITRINE_ASSETS } = {}): AssetsPlace {
  const given = asked ?? (variable || undefined);
  if (given !== undefined) return givenAssets(given, asked === undefined ? "VITRINE_ASSETS" : "--assets", from);
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (isAssets(join(folder, ".vitrine/assets"))) return { folder: join(folder, ".vitrine/assets") };
    if (folder === dirname(folder)) break;
  }
  const own = fileURLToPath(new URL("../../../../.vitrine/assets", import.meta.url));
  return isAssets(own) ? { folder: own } : null;
}

function givenAssets(given: string, option: string, from: string): AssetsPlace {
  if (/^https?:\/\//i.test(given)) return { url: given };
  const folder = resolve(from, given);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw misuse(`${option} ${given} is not a folder.`, `Make it by: vitrine assets ${given}`);
  if (!isAssets(folder)) throw misuse(`${option} ${given} holds no assets.json, so "vitrine assets" did not make it.`, `Gather the runtime files by: vitrine assets ${given}`);
  return { folder };
}

const isAssets = (folder: string): boolean => existsSync(join(folder, "assets.json"));
