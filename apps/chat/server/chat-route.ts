import { createPayload } from "@vitrine/sdk/server";
import { createUIMessageStream, createUIMessageStreamResponse, streamText, toUIMessageStream } from "ai";
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
import { tools } from "./tools.ts";

const maxBodyBytes = 8 * 1024 * 1024;

/** `POST /chat`: streams the model's reply with its tool calls, which the browser executes; a program in a fence comes as JSON. `GET /model`: who replies. */
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
    const reply = streamText({ model, instructions, messages: messages.model, tools, abortSignal: c.req.raw.signal, onError: ({ error }) => c.set("note", `no reply: ${explain(error)}`) });
    const stream = createUIMessageStream<ChatMessage>({
      onError: explain,
      originalMessages: messages.ui,
      async execute({ writer }) {
        writer.merge(toUIMessageStream<typeof tools, ChatMessage>({ stream: reply.stream, sendFinish: false, messageMetadata: () => ({ model: name }), onError: explain }));
        const written = await Promise.all([reply.text, reply.toolCalls]).catch(() => undefined);
        if (written === undefined) return;
        const [text, calls] = written;
        const title = titleOf(messages.model);
        let programs = 0;
        for (const { toolCallId, input, dynamic } of calls) {
          if (dynamic || typeof input.code !== "string" || input.code.trim() === "") continue;
          const { language, packages, files, stdin, code } = input;
          try {
            const payload = createPayload({ code, ...(language && { language }), ...(packages && { packages }), ...(files && { files }), ...(stdin && { stdin }) });
            writer.write({ type: "data-figure", data: { id: figures.add({ payload, title }), toolCallId } });
            programs += 1;
          } catch {
            // The browser says what is wrong with it.
          }
        }
        // A model that has no tools, or does not care for them, writes its program into a fence.
        const payload = calls.length === 0 ? programOf(text) : undefined;
        if (payload) writer.write({ type: "data-program", data: { id: figures.add({ payload, title }), payload } });
        c.set("note", programs > 0 || payload ? "program put into JSON" : "no program");
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
