import type { RunResult } from "@vitrine/sdk";
import { toModelContent } from "@vitrine/sdk/agent";

/** Characters that a model reads of a run. */
export const digestLength = 4000;

/** A result as the model reads it, without pictures. */
export function digestOf(result: RunResult): string {
  const blocks = toModelContent(result, { maxChars: digestLength, images: false });
  return blocks.map((block) => (block.type === "text" ? block.text : "")).join("\n");
}
