import type { ContentBlock } from "../content-block.ts";

/** A `CallToolResult` of the Model Context Protocol. */
export interface McpToolResult {
  content: ({ type: "text"; text: string } | { type: "image"; data: string; mimeType: string })[];
  isError: boolean;
  // Results of MCP may carry more.
  [key: string]: unknown;
}

/** Content as the result of an MCP tool. */
export function toMcpToolResult(content: readonly ContentBlock[], { isError = false }: { isError?: boolean } = {}): McpToolResult {
  return { content: content.map((block) => (block.type === "text" ? { type: "text", text: block.text } : { type: "image", data: block.data, mimeType: block.mediaType })), isError };
}
