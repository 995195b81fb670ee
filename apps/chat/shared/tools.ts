import { runTool, type RunToolInput } from "@vitrine/sdk/agent";
import { jsonSchema, type Tool, tool } from "ai";
import type { ToolOutput } from "./chat-message.ts";

/** What a model may call. There is no `execute`: the reader's browser runs the code, and the page gives the output. */
export const tools: { run_code: Tool<RunToolInput, ToolOutput> } = {
  run_code: tool({
    description: runTool.description,
    inputSchema: jsonSchema<RunToolInput>(runTool.inputSchema),
    outputSchema: jsonSchema<ToolOutput>({
      type: "object",
      properties: {
        status: { type: "string", enum: ["ok", "error", "timeout", "limit", "aborted", "crashed"] },
        text: { type: "string", maxLength: 50_000 },
        images: { type: "array", maxItems: 4, items: { type: "object", properties: { mediaType: { type: "string" }, data: { type: "string" } }, required: ["mediaType", "data"], additionalProperties: false } },
      },
      required: ["status", "text", "images"],
      additionalProperties: false,
    }),
    toModelOutput: ({ output: { text, images } }) => ({
      type: "content",
      value: [{ type: "text", text }, ...images.map(({ mediaType, data }) => ({ type: "file" as const, mediaType, data: { type: "data" as const, data } }))],
    }),
  }),
};
