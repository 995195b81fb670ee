// The real AI SDKs, 6 and 7, with scripted models: the tool's schema is taken without a converter, and what a run came to reaches the model's second prompt.
import { generateText, jsonSchema, stepCountIs, tool } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import * as ai6 from "ai6";
import { MockLanguageModelV3 } from "ai6/test";
import { expect, test } from "vitest";
import type { ContentBlock } from "./content-block.ts";
import { toAiSdkOutput } from "./mappers/to-ai-sdk-output.ts";
import { runTool } from "./run-tool.ts";

const png = "iVBORw0KGgo=";
const content: ContentBlock[] = [{ type: "text", text: "status: ok\nstdout:\n42" }, { type: "image", mediaType: "image/png", data: png }];
const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };
const call = (input: object) => ({ content: [{ type: "tool-call" as const, toolCallId: "c", toolName: runTool.name, input: JSON.stringify(input) }], finishReason: { unified: "tool-calls" as const, raw: undefined }, usage, warnings: [] });
const answer = { content: [{ type: "text" as const, text: "It is 42." }], finishReason: { unified: "stop" as const, raw: undefined }, usage, warnings: [] };

test("AI SDK 7", async () => {
  const model = new MockLanguageModelV4({ doGenerate: [call({ code: "print(42)" }), answer] });
  const runCode = tool({ description: runTool.description, inputSchema: runTool.inputSchema, execute: ({ code }) => (code === "print(42)" ? content : []), toModelOutput: ({ output }) => toAiSdkOutput(output) });
  const { text } = await generateText({ model, tools: { [runTool.name]: runCode }, prompt: "What is it?", stopWhen: stepCountIs(2) });
  expect(text).toBe("It is 42.");
  const [first, second] = model.doGenerateCalls;
  expect(first?.tools).toMatchObject([{ name: "run_code", inputSchema: { type: "object", required: ["code"], additionalProperties: false } }]);
  const told = JSON.stringify(second?.prompt);
  expect(told).toContain("status: ok\\nstdout:\\n42");
  expect(told).toContain(png);
  expect(told).toContain('"file"');
});

test("AI SDK 6", async () => {
  const model = new MockLanguageModelV3({ doGenerate: [call({ code: "print(42)" }), answer] });
  const runCode = ai6.tool({ description: runTool.description, inputSchema: runTool.inputSchema, execute: ({ code }) => (code === "print(42)" ? content : []), toModelOutput: ({ output }) => toAiSdkOutput(output, { version: 6 }) });
  const { text } = await ai6.generateText({ model, tools: { [runTool.name]: runCode }, prompt: "What is it?", stopWhen: ai6.stepCountIs(2) });
  expect(text).toBe("It is 42.");
  const [first, second] = model.doGenerateCalls;
  expect(first?.tools).toMatchObject([{ name: "run_code", inputSchema: { required: ["code"] } }]);
  const told = JSON.stringify(second?.prompt);
  expect(told).toContain("status: ok\\nstdout:\\n42");
  expect(told).toContain(png);
});

test("input that does not fit never reaches the tool, and the model reads why", async () => {
  const model = new MockLanguageModelV4({ doGenerate: [call({ code: "1", timeout: 3 }), answer] });
  let ran = 0;
  const runCode = tool({ inputSchema: runTool.inputSchema, execute: () => (ran += 1) });
  await generateText({ model, tools: { [runTool.name]: runCode }, prompt: "?", stopWhen: stepCountIs(2) });
  expect(ran).toBe(0);
  expect(JSON.stringify(model.doGenerateCalls[1]?.prompt)).toContain('There is no key');
});

test("the schema is plain JSON Schema for those who want that", () => {
  expect(jsonSchema(JSON.parse(JSON.stringify(runTool.inputSchema)) as object).jsonSchema).toMatchObject({ type: "object", required: ["code"] });
});
