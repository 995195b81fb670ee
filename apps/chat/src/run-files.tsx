import type { OutputFile } from "@vitrine/sdk";
import { Save } from "./icons.tsx";
import { saveFile } from "./save-file.ts";

/** More are counted, not listed. */
const maxListed = 20;

/** Files that the program wrote, to be saved. */
export function RunFiles({ files }: { files: readonly OutputFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="run-files" aria-label="Files">
      {files.slice(0, maxListed).map(({ path, bytes }) => (
        <li key={path}>
          <button type="button" className="quiet" onClick={() => saveFile(path.split("/").at(-1)!, new Blob([Uint8Array.from(bytes)]))}>
            <Save />
            {path}
          </button>
        </li>
      ))}
      {files.length > maxListed && <li className="faint">and {files.length - maxListed} more</li>}
    </ul>
  );
}
