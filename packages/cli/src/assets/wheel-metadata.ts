import { strFromU8, unzipSync } from "fflate";

/** What a wheel says about itself in METADATA. */
export interface WheelMetadata {
  /** Names (PEP 503) of the packages it always needs: requirements with an environment marker are left out. */
  requires: string[];
  requiresPython: string | undefined;
}

/** Reads METADATA out of a wheel. A file that is no wheel gives empty metadata. */
export function readWheelMetadata(wheel: Uint8Array): WheelMetadata {
  const found = unzipSync(wheel, { filter: (file) => /^[^/]+\.dist-info\/METADATA$/.test(file.name) });
  const bytes = Object.values(found)[0];
  // Headers end at the first empty line; the description below may quote anything.
  const headers = bytes === undefined ? "" : (strFromU8(bytes).replaceAll("\r\n", "\n").split("\n\n", 1)[0] ?? "");
  const values = (key: string): string[] =>
    headers.split("\n").flatMap((line) => (line.startsWith(`${key}: `) ? [line.slice(key.length + 2).trim()] : []));
  return {
    requires: values("Requires-Dist").flatMap((requirement) => {
      const name = /^[A-Za-z0-9._-]+/.exec(requirement)?.[0];
      return name === undefined || requirement.includes(";") ? [] : [normalizeName(name)];
    }),
    requiresPython: values("Requires-Python")[0],
  };
}

/** Modules and packages at the top of a wheel, sorted. */
export function topLevelModules(wheel: Uint8Array): string[] {
  const found = new Set<string>();
  unzipSync(wheel, {
    filter: ({ name }) => {
      const module = /^([A-Za-z_]\w*)(?:\.py|\/__init__\.py)$/.exec(name)?.[1];
      if (module !== undefined) found.add(module);
      return false;
    },
  });
  return [...found].toSorted();
}

/** A package's name in its normal form (PEP 503). */
export function normalizeName(name: string): string {
  return name.trim().replaceAll(/[-_.]+/g, "-").toLowerCase();
}
