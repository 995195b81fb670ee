// The real AI SDK 7: a scripted model calls the tool, the chat's callback has it answered, and the model's second prompt holds the answer.
import { AbstractChat, type ChatInit, type ChatState, convertToModelMessages, lastAssistantMessageIsCompleteWithToolCalls, simulateReadableStream, streamText, type ToolSet, type UIMessage } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { VitrineError, type RunResult, type Sandbox } from "@vitrine/sdk";
import { expect, test } from "vitest";
import { createToolHandler } from "./create-tool-handler.ts";
import { toolName, vitrineTool } from "./vitrine-tool.ts";

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };

class TestChat extends AbstractChat<UIMessage> {
  constructor(init: ChatInit<UIMessage>) {
    const messages: UIMessage[] = [];
    const state: ChatState<UIMessage> = {
      status: "ready",
      error: undefined,
      messages,
      pushMessage: (message) => void state.messages.push(message),
      popMessage: () => void state.messages.pop(),
      replaceMessage: (index, message) => void (state.messages[index] = message),
      snapshot: (value) => structuredClone(value),
    };
    super({ ...init, state });
  }
}

type Part = Awaited<ReturnType<MockLanguageModelV4["doStream"]>>["stream"] extends ReadableStream<infer P> ? P : never;

/** What a model streams: a call of the tool, then text. */
function scriptedModel(input: string) {
  let turn = 0;
  return new MockLanguageModelV4({
    doStream: async () => ({
      stream: simulateReadableStream<Part>({
        chunkDelayInMs: null,
        initialDelayInMs: null,
        chunks:
          turn++ === 0
            ? [{ type: "stream-start" as const, warnings: [] }, { type: "tool-call" as const, toolCallId: "call-1", toolName, input }, { type: "finish" as const, finishReason: { unified: "tool-calls" as const, raw: undefined }, usage }]
            : [{ type: "stream-start" as const, warnings: [] }, { type: "text-start" as const, id: "t" }, { type: "text-delta" as const, id: "t", delta: "Done." }, { type: "text-end" as const, id: "t" }, { type: "finish" as const, finishReason: { unified: "stop" as const, raw: undefined }, usage }],
      }),
    }),
  });
}

/** A sandbox that gives this result, or fails so; e2e runs the real one. */
function sandboxOf(outcome: Partial<RunResult> | VitrineError): { sandbox: Sandbox; asked: unknown[] } {
  const asked: unknown[] = [];
  const timings = { queue: 0, boot: 0, install: 0, run: 1, render: 0, start: "spare" };
  const run = (program: unknown) => {
    asked.push(program);
    const result = outcome instanceof Error ? Promise.reject<RunResult>(outcome) : Promise.resolve({ status: "ok", outputs: [], stdout: "", stderr: "", truncated: [], cuts: [], exitCode: 0, files: [], timings, usage: { peakMemoryBytes: 1, outputBytes: 1 }, manifest: {}, ...outcome } as unknown as RunResult);
    result.catch(() => {});
    return { id: "run-1", result, events: (async function* () {})(), abort() {} };
  };
  return { sandbox: { run } as unknown as Sandbox, asked };
}

async function converse(input: string, outcome: Partial<RunResult> | VitrineError, images = false) {
  const model = scriptedModel(input);
  // What a server does; in both places with the same tools.
  const tools = { [toolName]: vitrineTool() } satisfies ToolSet;
  const transport = {
    async sendMessages({ messages }: { messages: UIMessage[] }) {
      return streamText({ model, tools, messages: await convertToModelMessages(messages, { tools }) }).toUIMessageStream();
    },
    reconnectToStream: async () => null,
  };
  const { sandbox, asked } = sandboxOf(outcome);
  const ended = Promise.withResolvers<void>();
  const handler = createToolHandler({ sandbox, images, addToolOutput: (output) => chat.addToolOutput(output) });
  const chat = new TestChat({ transport, onToolCall: handler.onToolCall, sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithToolCalls, onError: ended.reject, onFinish: ({ message }) => message.parts.some(({ type }) => type === "text") && ended.resolve() });
  await chat.sendMessage({ text: "Draw." });
  await ended.promise;
  const tool = chat.messages.flatMap(({ parts }) => parts as unknown[] as { type: string; state: string; errorText?: string }[]).find(({ type }) => type === `tool-${toolName}`)!;
  return { asked, tool, handler, prompts: model.doStreamCalls.map(({ prompt }) => JSON.stringify(prompt)) };
}

test("U4: the answer with its picture stands in the second prompt", async () => {
  const { asked, tool, prompts, handler } = await converse('{"code":"print(42)"}', { stdout: "42\n", outputs: [{ id: "output-1", data: { "image/png": png }, metadata: {}, alt: "A picture" }] }, true);
  expect(asked).toEqual([{ code: "print(42)" }]);
  expect(tool).toMatchObject({ state: "output-available", output: { status: "ok" } });
  expect(prompts).toHaveLength(2);
  expect(prompts[1]).toContain("42");
  expect(prompts[1]).toContain(`"iVBORw0KGgo="`);
  expect(handler.runOf("call-1").state()).toMatchObject({ status: "ok", stdout: "" });
});

test("U4: an error of the program is an honest answer; of Vitrine an output-error", async () => {
  const error = { code: "PYTHON_ERROR" as const, name: "NameError", message: "name 'x' is not defined", traceback: "", source: "main.py", line: 1, column: 1, fix: "Define x." };
  const failed = await converse('{"code":"x"}', { status: "error", error: error as never });
  expect(failed.tool).toMatchObject({ state: "output-available", output: { status: "error" } });
  expect(failed.prompts[1]).toContain("NameError");
  const broken = await converse('{"code":"x"}', new VitrineError({ code: "FRAME_BLOCKED", message: "No frame.", fix: "Allow frames.", details: {} }));
  expect(broken.tool).toMatchObject({ state: "output-error", errorText: "No frame. Allow frames." });
  expect(broken.prompts[1]).toContain("No frame.");
});

test("U4: calls of others, dynamic calls and calls that come twice are left alone", async () => {
  const { sandbox, asked } = sandboxOf({});
  const outputs: unknown[] = [];
  const handler = createToolHandler({ sandbox, addToolOutput: (output) => outputs.push(output) });
  handler.onToolCall({ toolCall: { toolName: "other", toolCallId: "1", input: {} } });
  handler.onToolCall({ toolCall: { toolName, toolCallId: "2", input: { code: "1" }, dynamic: true } });
  for (let i = 0; i < 2; i++) expect(handler.onToolCall({ toolCall: { toolName, toolCallId: "3", input: { code: "1" } } })).toBeUndefined();
  handler.onToolCall({ toolCall: { toolName, toolCallId: "4", input: { kode: "1" } } });
  await expect.poll(() => outputs.length).toBe(2);
  expect(asked).toHaveLength(1);
  expect(outputs).toMatchObject([{ toolCallId: "4", output: { status: "refused" } }, { toolCallId: "3", output: { status: "ok" } }]);
});

test("what no handler answered is not handed to the model", () => {
  const told = vitrineTool().toModelOutput({ output: { status: "ok", content: [{ type: "image", mediaType: "text/html", data: "<script>" }] } as never });
  expect(JSON.stringify(told)).toMatch(/error-text.*no result that can be read/);
});
