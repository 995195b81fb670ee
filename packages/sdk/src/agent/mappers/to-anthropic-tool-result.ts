import type { ContentBlock } from "../content-block.ts";

type MediaType = "image/png" | "image/jpeg" | "image/gif" | "image/webp";

/** A content block of a user message of Anthropic's Messages API. */
export interface AnthropicToolResult {
  type: "tool_result";
  tool_use_id: string;
  is_error: boolean;
  content: ({ type: "text"; text: string } | { type: "image"; source: { type: "base64"; media_type: MediaType; data: string } })[];
}

/** Content as a tool's result for Anthropic's Messages API. `toolUseId`: the call's `id`. */
export function toAnthropicToolResult(content: readonly ContentBlock[], { toolUseId, isError = false }: { toolUseId: string; isError?: boolean }): AnthropicToolResult {
  return {
    type: "tool_result",
    tool_use_id: toolUseId,
    is_error: isError,
    // toModelContent attaches these four types only.
    content: content.map((block) => (block.type === "text" ? { type: "text", text: block.text } : { type: "image", source: { type: "base64", media_type: block.mediaType as MediaType, data: block.data } })),
  };
}
