// The real LangChain: an agent whose scripted model calls the tool is interrupted, goes on with what the browser answers, and its second prompt holds that.
import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { Command, MemorySaver } from "@langchain/langgraph";
import type { RunResult, Sandbox } from "@vitrine/sdk";
import { createAgent, FakeToolCallingModel } from "langchain";
import { expect, test, vi } from "vitest";
import { implementTool } from "./implement-tool.ts";
import { vitrineTool } from "./vitrine-tool.ts";

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A sandbox that gives this result; e2e runs the real one. */
function sandboxOf(outcome: Partial<RunResult>): { sandbox: Sandbox; asked: unknown[] } {
  const asked: unknown[] = [];
  const timings = { queue: 0, boot: 0, install: 0, run: 1, render: 0, start: "spare" };
  const run = (program: unknown) => {
    asked.push(program);
    const result = Promise.resolve({ status: "ok", outputs: [], stdout: "", stderr: "", truncated: [], cuts: [], exitCode: 0, files: [], timings, usage: { peakMemoryBytes: 1, outputBytes: 1 }, manifest: {}, ...outcome } as unknown as RunResult);
    return { id: "run-1", result, events: (async function* () {})(), abort() {} };
  };
  return { sandbox: { run } as unknown as Sandbox, asked };
}

async function converse(args: object, outcome: Partial<RunResult>, images = false) {
  // Binding tools makes another model of the same class.
  const generate = vi.spyOn(FakeToolCallingModel.prototype, "_generate");
  const model = new FakeToolCallingModel({ toolCalls: [[{ name: "run_code", args: args as Record<string, unknown>, id: "call-1" }], []] });
  const runCode = vitrineTool();
  const agent = createAgent({ model, tools: [runCode], checkpointer: new MemorySaver() });
  const config = { configurable: { thread_id: "1" } };
  const paused = (await agent.invoke({ messages: [new HumanMessage("Draw.")] }, config)) as { __interrupt__?: { value: { type: string; toolCall: { id: string; name: string; args: unknown } } }[] };
  const [interrupt] = paused.__interrupt__ ?? [];
  const { sandbox, asked } = sandboxOf(outcome);
  // What useStream does with `tools: [runCode.implement(…)]`.
  const { execute } = runCode.implement(implementTool({ sandbox, images })) as { execute: (input: unknown) => Promise<unknown> };
  const { messages } = (await agent.invoke(new Command({ resume: await execute(interrupt?.value.toolCall.args) }), config)) as { messages: BaseMessage[] };
  const prompts = generate.mock.calls.map(([prompt]) => prompt);
  generate.mockRestore();
  return { interrupt, asked, messages, prompts };
}

test("U4: the agent is interrupted with the call, and its model reads the answer", async () => {
  const { interrupt, asked, messages, prompts } = await converse({ code: "print(42)" }, { stdout: "42\n" });
  expect(interrupt?.value).toMatchObject({ type: "tool", toolCall: { id: "call-1", name: "run_code", args: { code: "print(42)" } } });
  expect(asked).toEqual([{ code: "print(42)" }]);
  expect(messages.map((message) => message.getType())).toEqual(["human", "ai", "tool", "ai"]);
  expect(messages[2]?.content).toMatch(/status: ok[\s\S]*42/);
  expect(prompts).toHaveLength(2);
  expect(AIMessage.isInstance(messages[3])).toBe(true);
});

test("a picture survives as a block", async () => {
  const { prompts } = await converse({ code: "draw()" }, { outputs: [{ id: "output-1", data: { "image/png": png }, metadata: {}, alt: "A picture" }] }, true);
  expect(prompts[1]?.at(-1)?.content).toMatchObject([{ type: "text" }, { type: "image", mimeType: "image/png", data: "iVBORw0KGgo=" }]);
});

test("U4: an error of the program is an answer as well", async () => {
  const error = { code: "PYTHON_ERROR", name: "NameError", message: "name 'x' is not defined", traceback: "", source: "main.py", line: 1, column: 1, fix: "Define x." };
  const { messages } = await converse({ code: "x" }, { status: "error", error: error as never });
  expect(messages[2]?.content).toMatch(/NameError/);
});
