import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** Every .md and .py of the paths, which are files or folders with all that is below them, the same text only once. Throws where there is nothing. */
export function corpusFiles(paths) {
  const seen = new Set();
  return paths.flatMap(filesBelow).filter((file) => {
    const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
    return !seen.has(hash) && seen.add(hash);
  });
}

function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file or folder ${path}.`);
  if (!found.isDirectory()) return [resolve(path)];
  const entries = readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith(".") || entry.name === "node_modules" ? [] : filesBelow(inside);
    return entry.isFile() && /\.(md|py)$/i.test(entry.name) ? [resolve(inside)] : [];
  });
}
