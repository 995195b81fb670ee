import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chooseModel } from "./choose-model.ts";
import { createApp } from "./create-app.ts";
import { listen } from "./listen.ts";

const reply = "Here:\n\n```python\nprint('hello')\n```\n";

let provider: Server;
let asked: { messages: { role: string; content: unknown }[] }[];
let log: string[];
let origin: string;

beforeEach(async () => {
  asked = [];
  log = [];
  // A stand-in for any service that speaks OpenAI's protocol.
  provider = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    asked.push(JSON.parse(body) as (typeof asked)[number]);
    if (body.includes("be unavailable")) {
      response.writeHead(400, { "content-type": "application/json" });
      response.end('{"error":{"message":"The model is having a rest"}}');
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    const choices = reply.split(/(?<=\n)/).map((content) => [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }]);
    for (const choice of [...choices, [{ index: 0, delta: {}, finish_reason: "stop" }]]) {
      response.write(`data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 0, model: "m", choices: choice })}\n\n`);
    }
    response.end("data: [DONE]\n\n");
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const { port } = provider.address() as AddressInfo;
  const model = chooseModel({ OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, VITRINE_MODEL: "m" });
  origin = await listen(createApp({ model, log: (line) => log.push(line) }), 0);
});

afterEach(() => provider.close());

const ask = async (text: string) => {
  const messages = [{ id: "1", role: "user", parts: [{ type: "text", text }] }];
  const response = await fetch(`${origin}/api/chat`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ messages }) });
  const events = (await response.text()).split("\n").filter((line) => line.startsWith("data: {"));
  return events.map((line) => JSON.parse(line.slice("data: ".length)) as { type: string; delta?: string; errorText?: string; data?: { id: string; payload: object } });
};

test("passes the model's words on as they come, then its program as data", async () => {
  const events = await ask("Say hello");
  const deltas = events.filter(({ type }) => type === "text-delta");
  expect(deltas.length).toBeGreaterThan(1);
  expect(deltas.map(({ delta }) => delta).join("")).toBe(reply);
  const program = events.find(({ type }) => type === "data-program")?.data;
  expect(program?.payload).toMatchObject({ vitrine: 1, language: "python", sources: [{ code: expect.stringContaining("print('hello')") as string }] });
  expect(events.at(-1)?.type).toBe("finish");
  expect(asked[0]?.messages.map(({ role }) => role)).toEqual(["system", "user"]);

  const page = await (await fetch(`${origin}/figure/${program?.id}`)).text();
  expect(page).toContain("Say hello</h1>");
  await expect.poll(() => log.find((line) => line.startsWith("POST"))).toMatch(/^POST \/api\/chat 200 \d+ ms \(program put into JSON\)$/);
});

test("tells the reader why no reply came", async () => {
  const events = await ask("Please be unavailable");
  expect(events.find(({ type }) => type === "error")?.errorText).toContain("The model is having a rest");
  expect(events.filter(({ type }) => type === "error").length).toBe(1);
  expect(events.some(({ type }) => type === "data-program")).toBe(false);
  await expect.poll(() => log.find((line) => line.startsWith("POST"))).toMatch(/\(no reply: The model is having a rest\)$/);
});

test("says who replies", async () => {
  expect(await (await fetch(`${origin}/api/model`)).json()).toEqual({ name: "m", scripted: false });
});
