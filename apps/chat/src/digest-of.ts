import type { RunResult } from "@vitrine/sdk";
import { toModelContent } from "@vitrine/sdk/agent";
import type { ToolOutput } from "../shared/chat-message.ts";

/** Characters of base64: a picture of more costs more than it tells. */
const maxPicture = 700_000;
const maxPictures = 2;

/** A result as the model reads it: text of at most 4000 characters, and the pictures that the program made. Figures are told in words. */
export function digestOf(result: RunResult): ToolOutput {
  const blocks = toModelContent(result, { maxChars: 4000 });
  const images = blocks.flatMap((block) => (block.type === "image" && block.data.length <= maxPicture ? [{ mediaType: block.mediaType, data: block.data }] : []));
  return { status: result.status, text: blocks.map((block) => (block.type === "text" ? block.text : "")).join("\n"), images: images.slice(0, maxPictures) };
}
