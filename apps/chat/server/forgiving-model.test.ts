import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { APICallError } from "ai";
import { expect, test } from "vitest";
import { forgivingModel } from "./forgiving-model.ts";

/** A service that refuses a request with these words while `refuses` holds. */
function service(message: string, refuses: (options: LanguageModelV4CallOptions) => boolean, statusCode = 400) {
  const asked: LanguageModelV4CallOptions[] = [];
  const model: LanguageModelV4 = {
    specificationVersion: "v4",
    provider: "test",
    modelId: "m",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("not asked")),
    async doStream(options) {
      asked.push(options);
      if (refuses(options)) throw new APICallError({ message, url: "http://localhost/", requestBodyValues: {}, statusCode });
      return { stream: ReadableStream.from([]) };
    },
  };
  return { asked, model: forgivingModel(model) };
}

const request: LanguageModelV4CallOptions = {
  tools: [{ type: "function", name: "run_code", inputSchema: {} }],
  prompt: [
    { role: "user", content: [{ type: "text", text: "Draw." }] },
    { role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "run_code", input: { code: "draw()" } }] },
    {
      role: "tool",
      content: [{ type: "tool-result", toolCallId: "1", toolName: "run_code", output: { type: "content", value: [{ type: "text", text: "status: ok" }, { type: "file", mediaType: "image/png", data: { type: "data", data: "AAAA" } }] } }],
    },
  ],
};
const hasPicture = (options: LanguageModelV4CallOptions) => JSON.stringify(options.prompt).includes("image/png");

test("a service that refuses pictures is asked without them, and the next time at once", async () => {
  const { asked, model } = service("This model does not support image input", hasPicture);
  await model.doStream(request);
  expect(asked.map(hasPicture)).toEqual([true, false]);
  expect(JSON.stringify(asked[1]!.prompt)).toContain("status: ok");
  expect(asked[1]!.tools).toHaveLength(1);
  await model.doStream(request);
  expect(asked.map(hasPicture)).toEqual([true, false, false]);
});

test("a service that has no tools gets calls and results as text", async () => {
  const { asked, model } = service("m does not support tools", ({ tools }) => tools !== undefined);
  await model.doStream(request);
  expect(asked[1]!.tools).toBeUndefined();
  expect(asked[1]!.prompt.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  expect(JSON.stringify(asked[1]!.prompt)).toMatch(/```python.*draw\(\).*status: ok/s);
});

test("any other refusal is told as it is, after one request", async () => {
  const busy = service("image", () => true, 429);
  await expect(busy.model.doStream(request)).rejects.toThrow("image");
  expect(busy.asked).toHaveLength(1);
  const wrong = service("The key is wrong", () => true);
  await expect(wrong.model.doStream(request)).rejects.toThrow("The key is wrong");
  expect(wrong.asked).toHaveLength(1);
});

test("a service that refuses whatever it gets is not asked for ever", async () => {
  const { asked, model } = service("neither image nor tool", () => true);
  await expect(model.doStream(request)).rejects.toThrow();
  expect(asked).toHaveLength(3);
});
