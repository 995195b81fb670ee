import { basename, extname } from "node:path";
import { safeSegment } from "./safe-path.ts";

/** A name for the outputs of each FILE: its base name without extension, with ".2" and so on where others have it already. */
export function baseNames(files: readonly string[]): string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const base = safeSegment(file === "-" ? "stdin" : basename(file, extname(file)));
    let name = base;
    // File systems may not tell upper from lower case.
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${base}.${count}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
