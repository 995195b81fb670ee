// Each mapper's result is assigned to the type of the provider's own package: what does not fit does not type-check.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ToolResultBlockParam } from "@anthropic-ai/sdk/resources/messages/messages";
import type { Part } from "@google/genai";
import { CallToolResultSchema } from "@modelcontextprotocol/core";
import type { Tool } from "ai";
import type { Tool as Tool6 } from "ai6";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { ResponseInputItem } from "openai/resources/responses/responses";
import type { ContentBlock } from "../content-block.ts";
import { toAiSdkOutput } from "./to-ai-sdk-output.ts";
import { toAnthropicToolResult } from "./to-anthropic-tool-result.ts";
import { toGeminiFunctionResponse } from "./to-gemini-function-response.ts";
import { toMcpToolResult } from "./to-mcp-tool-result.ts";
import { toOpenAIChatMessages } from "./to-openai-chat-messages.ts";
import { toOpenAIResponsesOutput } from "./to-openai-responses-output.ts";

type ModelOutput<T extends { toModelOutput?: unknown }> = Awaited<ReturnType<Extract<NonNullable<T["toModelOutput"]>, (...given: never) => unknown>>>;

const text: ContentBlock = { type: "text", text: "status: ok" };
const image: ContentBlock = { type: "image", mediaType: "image/png", data: "iVBORw0KGgo=" };

test("AI SDK 7", () => {
  const outputs: ModelOutput<Tool>[] = [toAiSdkOutput([text]), toAiSdkOutput([text], { isError: true }), toAiSdkOutput([text, image])];
  assert.deepEqual(outputs, [
    { type: "text", value: "status: ok" },
    { type: "error-text", value: "status: ok" },
    { type: "content", value: [text, { type: "file", mediaType: "image/png", data: { type: "data", data: "iVBORw0KGgo=" } }] },
  ]);
});

test("AI SDK 6", () => {
  const outputs: ModelOutput<Tool6>[] = [toAiSdkOutput([text], { version: 6 }), toAiSdkOutput([text], { version: 6, isError: true }), toAiSdkOutput([text, image], { version: 6 })];
  assert.deepEqual(outputs, [
    { type: "text", value: "status: ok" },
    { type: "error-text", value: "status: ok" },
    { type: "content", value: [text, { type: "file-data", mediaType: "image/png", data: "iVBORw0KGgo=" }] },
  ]);
});

test("OpenAI Responses", () => {
  const items: ResponseInputItem[] = [toOpenAIResponsesOutput([text], { callId: "c" }), toOpenAIResponsesOutput([text, image], { callId: "c" })];
  assert.deepEqual(items, [
    { type: "function_call_output", call_id: "c", output: "status: ok" },
    {
      type: "function_call_output",
      call_id: "c",
      output: [
        { type: "input_text", text: "status: ok" },
        { type: "input_image", image_url: "data:image/png;base64,iVBORw0KGgo=", detail: "auto" },
      ],
    },
  ]);
});

test("OpenAI Chat Completions: the tool's message is text, pictures follow as the user's", () => {
  const messages: ChatCompletionMessageParam[] = toOpenAIChatMessages([text, image], { toolCallId: "c" });
  assert.deepEqual(messages, [
    { role: "tool", tool_call_id: "c", content: "status: ok" },
    { role: "user", content: [{ type: "text", text: "The pictures that the tool call attached:" }, { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } }] },
  ]);
  assert.equal(toOpenAIChatMessages([text], { toolCallId: "c" }).length, 1);
});

test("Anthropic Messages", () => {
  const block: ToolResultBlockParam = toAnthropicToolResult([text, image], { toolUseId: "t", isError: true });
  assert.deepEqual(block, {
    type: "tool_result",
    tool_use_id: "t",
    is_error: true,
    content: [text, { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" } }],
  });
  assert.equal(toAnthropicToolResult([text], { toolUseId: "t" }).is_error, false);
});

test("Gemini", () => {
  const parts: Part[] = [toGeminiFunctionResponse([text, image], { name: "run_code", id: "f" }), toGeminiFunctionResponse([text], { name: "run_code", isError: true })];
  assert.deepEqual(parts, [
    { functionResponse: { id: "f", name: "run_code", response: { output: "status: ok" }, parts: [{ inlineData: { mimeType: "image/png", data: "iVBORw0KGgo=" } }] } },
    { functionResponse: { name: "run_code", response: { error: "status: ok" } } },
  ]);
});

test("MCP", () => {
  const result: (typeof CallToolResultSchema)["_output"] = toMcpToolResult([text, image], { isError: true });
  assert.deepEqual(result, { content: [text, { type: "image", data: "iVBORw0KGgo=", mimeType: "image/png" }], isError: true });
  assert.deepEqual(CallToolResultSchema.parse(result), result);
  assert.equal(toMcpToolResult([text]).isError, false);
});

test("the packages' types refuse what is not theirs", () => {
  const wrong = { type: "tool_output" } as const;
  // @ts-expect-error -- no such output
  const seven: ModelOutput<Tool> = wrong;
  // @ts-expect-error -- no such output
  const six: ModelOutput<Tool6> = wrong;
  // @ts-expect-error -- AI SDK 6 has no such part
  const older: ModelOutput<Tool6> = toAiSdkOutput([image]);
  // @ts-expect-error -- no such item
  const item: ResponseInputItem = wrong;
  // @ts-expect-error -- no such message
  const message: ChatCompletionMessageParam = wrong;
  // @ts-expect-error -- no such block
  const block: ToolResultBlockParam = wrong;
  // @ts-expect-error -- no such part
  const part: Part = wrong;
  // @ts-expect-error -- no such content
  const result: (typeof CallToolResultSchema)["_output"] = { content: [wrong] };
  assert.equal([seven, six, older, item, message, block, part, result].length, 8);
});
