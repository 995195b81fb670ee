import { vitrineTool } from "@vitrine/ai-sdk";
import { convertToModelMessages, streamText, type UIMessage } from "ai";
import { model } from "./scripted-model.ts";

const tools = { run_code: vitrineTool() };

export async function answer(request: Request): Promise<Response> {
  const { messages } = (await request.json()) as { messages: UIMessage[] };
  const result = streamText({ model, tools, messages: await convertToModelMessages(messages, { tools }) });
  return result.toUIMessageStreamResponse();
}
