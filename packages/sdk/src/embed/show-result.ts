import { type Output, resultPath, savedBytesKey, type SavedResult } from "@vitrine/protocol";
import { openViewer } from "../host/open-viewer.ts";
import { type EmbeddedFiles, fromBase64 } from "./embedded-files.ts";
import type { ProgramPanel } from "./program-panel.ts";

/** Shows a result that the document brings along; nothing runs. */
export async function showResult(files: EmbeddedFiles, panel: ProgramPanel): Promise<void> {
  const text = new TextDecoder().decode(await files.bytes(resultPath));
  const { outputs, stdout, stderr } = JSON.parse(text, textAsBytes) as SavedResult;
  const sandbox = openViewer({ embedded: files.bytes });
  panel.phase("end");
  for (const output of outputs as Output[]) {
    const slot = panel.slot();
    await sandbox.show(output, slot).catch((error: unknown) => panel.undrawn(slot, output, error));
  }
  if (stdout) panel.print("stdout", stdout);
  if (stderr) panel.print("stderr", stderr);
}

const textAsBytes = (_: string, value: unknown): unknown => {
  const bytes = (value as Record<string, unknown> | null)?.[savedBytesKey];
  return typeof bytes === "string" ? fromBase64(bytes) : value;
};
