import { createUIMessageStream, createUIMessageStreamResponse, streamText, type ToolSet, toUIMessageStream } from "ai";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ChatMessage } from "../shared/chat-message.ts";
import type { ChosenModel } from "./choose-model.ts";
import type { FigureStore } from "./figure-store.ts";
import { instructions } from "./instructions.ts";
import { modelMessages } from "./model-messages.ts";
import { programOf } from "./program-of.ts";
import type { ServerEnv } from "./server-env.ts";
import { titleOf } from "./title-of.ts";

const maxBodyBytes = 4 * 1024 * 1024;

/** `POST /chat`: streams the model's reply, then its program as JSON. `GET /model`: who replies. */
export function chatRoute({ model, name, scripted }: ChosenModel, figures: FigureStore): Hono<ServerEnv> {
  const route = new Hono<ServerEnv>();
  route.get("/model", (c) => c.json({ name, scripted }));
  route.post("/chat", bodyLimit({ maxSize: maxBodyBytes }), async (c) => {
    // A page of another site may not spend the key.
    const site = c.req.header("sec-fetch-site");
    if (site !== undefined && site !== "same-origin") return c.json({ error: "This address answers only its own page." }, 403);
    const body = (await c.req.json().catch(() => ({}))) as { messages?: unknown };
    const messages = await modelMessages(body.messages);
    if (!messages) return c.json({ error: "Expected { messages } as the AI SDK's useChat sends them." }, 400);

    // Errors stand in the stream; the reader gets them, and the log says it in one line.
    const reply = streamText({ model, instructions, messages, abortSignal: c.req.raw.signal, onError: ({ error }) => c.set("note", `no reply: ${explain(error)}`) });
    const stream = createUIMessageStream<ChatMessage>({
      onError: explain,
      async execute({ writer }) {
        writer.merge(toUIMessageStream<ToolSet, ChatMessage>({ stream: reply.stream, sendFinish: false, messageMetadata: () => ({ model: name }), onError: explain }));
        const text = await Promise.resolve(reply.text).catch(() => undefined);
        if (text === undefined) return;
        const payload = programOf(text);
        c.set("note", payload ? "program put into JSON" : "no program");
        if (payload) writer.write({ type: "data-program", data: { id: figures.add({ payload, title: titleOf(messages) }), payload } });
        writer.write({ type: "finish" });
      },
    });
    return createUIMessageStreamResponse({ stream });
  });
  return route;
}

/** Errors of the provider reach the reader: it is their own key, on their own machine. */
function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
