import type { ChatMessage } from "../shared/chat-message.ts";

/** Gives calls that were still running when the page was left an end, so that the conversation can go on. */
export function withEndedCalls(messages: readonly ChatMessage[]): ChatMessage[] {
  return messages.map((message) => ({
    ...message,
    parts: message.parts.flatMap((part): ChatMessage["parts"] => {
      if (part.type !== "tool-run_code") return [part];
      if (part.state === "input-streaming") return [];
      if (part.state !== "input-available") return [part];
      const { toolCallId, input } = part;
      return [{ type: "tool-run_code", toolCallId, input, state: "output-available", output: { status: "aborted", content: [{ type: "text", text: "status: aborted (the reader left the page while the program ran)" }] } }];
    }),
  }));
}
