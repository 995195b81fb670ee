import { type Output, resultPath, savedBytesKey, type SavedResult } from "@vitrine/protocol";
import { openViewer } from "../host/open-viewer.ts";
import { element } from "../ui/element.ts";
import { OutputSlot, panelSheet } from "../ui/index.ts";
import { StreamBox } from "../ui/stream-box.ts";
import { type EmbeddedFiles, fromBase64 } from "./embedded-files.ts";

/** Shows a result that the document brings along; nothing runs. */
export async function showResult(files: EmbeddedFiles, target: Element): Promise<void> {
  if (!document.adoptedStyleSheets.includes(panelSheet())) document.adoptedStyleSheets.push(panelSheet());
  const text = new TextDecoder().decode(await files.bytes(resultPath));
  const { outputs, stdout, stderr } = JSON.parse(text, textAsBytes) as SavedResult;
  const viewer = openViewer({ embedded: files.bytes });
  const slots = (outputs as Output[]).map((output) => new OutputSlot(viewer, output));
  const printed = [new StreamBox("stdout", "Printed"), new StreamBox("stderr", "Printed to stderr")] as const;
  printed[0].show(stdout);
  printed[1].show(stderr);
  target.classList.add("vitrine");
  target.replaceChildren(element("div", "outputs", ...slots.map((slot) => slot.element)), ...printed.map((box) => box.element));
  await Promise.all(slots.map((slot) => slot.draw()));
}

const textAsBytes = (_: string, value: unknown): unknown => {
  const bytes = (value as Record<string, unknown> | null)?.[savedBytesKey];
  return typeof bytes === "string" ? fromBase64(bytes) : value;
};
