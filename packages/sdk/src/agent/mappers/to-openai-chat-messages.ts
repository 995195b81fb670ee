import type { ContentBlock } from "../content-block.ts";
import { imagesOf, textOf } from "./text-of.ts";

/** Messages of OpenAI's Chat Completions API. */
export type OpenAIChatMessage =
  | { role: "tool"; tool_call_id: string; content: string }
  | { role: "user"; content: ({ type: "text"; text: string } | { type: "image_url"; image_url: { url: string } })[] };

/**
 * Content as messages of OpenAI's Chat Completions API: the tool's message, which holds text only, and where there are pictures a user message with
 * them. Of a reply with several calls all tool messages come first: put user messages behind them. `toolCallId`: the call's `id`.
 */
export function toOpenAIChatMessages(content: readonly ContentBlock[], { toolCallId }: { toolCallId: string }): OpenAIChatMessage[] {
  const images = imagesOf(content).map(({ mediaType, data }) => ({ type: "image_url" as const, image_url: { url: `data:${mediaType};base64,${data}` } }));
  const told: OpenAIChatMessage = { role: "tool", tool_call_id: toolCallId, content: textOf(content) };
  return images.length === 0 ? [told] : [told, { role: "user", content: [{ type: "text", text: "The pictures that the tool call attached:" }, ...images] }];
}
