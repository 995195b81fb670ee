import { convertToModelMessages, streamText, type UIMessage } from "ai";
import { model } from "./scripted-model.ts";

export async function answer(request: Request): Promise<Response> {
  const { messages } = (await request.json()) as { messages: UIMessage[] };
  const result = streamText({ model, messages: await convertToModelMessages(messages) });
  return result.toUIMessageStreamResponse();
}
