import { VitrineError } from "@vitrine/protocol";
import type { MissingAsset } from "./assets-json.ts";
import type { Attempt } from "./supplier.ts";

/** A file that every distribution of that name needs, and that no source had. */
export interface MissingFile {
  path: string;
  sha256: string;
  tried: Attempt[];
}

/** What could not be had, and every source that was asked, as lines of text. */
export function missingText({ distribution, package: name, neededBy, tried }: MissingAsset): string {
  const need = neededBy === undefined ? "" : `, which ${neededBy} needs`;
  return [`${name} for ${distribution}${need}:`, ...tried.map(attemptText)].join("\n");
}

function attemptText({ source, reason }: Attempt): string {
  return `  ${source}: ${reason}`;
}

function fixFor(missingFiles: number, unknownNames: string): string {
  if (unknownNames !== "") return `Correct the package name (${unknownNames}), or leave it out.`;
  const again = "Run vitrine assets again where one of these sources can be reached";
  return missingFiles > 0 ? `${again}.` : `${again}, or leave these packages out.`;
}

/** The error for files and packages that must be there and cannot be had. */
export function unavailable(files: readonly MissingFile[], packages: readonly MissingAsset[]): VitrineError {
  const lines = [
    ...files.map(({ path, tried }) => [`${path}:`, ...tried.map(attemptText)].join("\n")),
    ...packages.map(missingText),
  ];
  const unknown = packages.filter(({ tried }) => tried.some(({ source }) => source.startsWith("lock of ")));
  const names = [...new Set(unknown.map((missing) => missing.package))].join(", ");
  return new VitrineError({
    code: "ASSET_UNAVAILABLE",
    message: `No source has what was asked for.\n${lines.join("\n")}`,
    fix: fixFor(files.length, names),
    details: { files, packages },
  });
}
