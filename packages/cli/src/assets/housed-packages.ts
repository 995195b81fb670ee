import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { HousedPackage } from "@vitrine/protocol";
import { sha256 } from "./sha256.ts";
import { normalizeName, readWheelMetadata, topLevelModules } from "./wheel-metadata.ts";

/** The wheels in wheels/ with what they provide and need, sorted by file name. */
export async function housedPackages(directory: string): Promise<HousedPackage[]> {
  const names = await readdir(join(directory, "wheels")).catch(() => []);
  const wheels = names.filter((name) => name.endsWith(".whl")).toSorted();
  return Promise.all(
    wheels.map(async (filename) => {
      const bytes = await readFile(join(directory, "wheels", filename));
      // {distribution}-{version}-… (https://packaging.python.org/en/latest/specifications/binary-distribution-format/)
      const [name = "", version = ""] = filename.split("-");
      return {
        name: normalizeName(name),
        version,
        imports: topLevelModules(bytes),
        depends: readWheelMetadata(bytes).requires,
        wheel: { path: `wheels/${filename}`, sha256: sha256(bytes), size: bytes.length },
      };
    }),
  );
}
