import { convertToModelMessages, type ModelMessage, safeValidateUIMessages } from "ai";
import { z } from "zod";
import type { ChatMessage, Program } from "../shared/chat-message.ts";
import { runReportHeading } from "../shared/run-report-heading.ts";

/** What the page sends; a reply's program comes back unread. */
const dataSchemas = { program: z.custom<Program>(), "run-report": z.object({ text: z.string().max(50_000) }) };

/** Checks what the page sent and turns it into what models take. Undefined where it is no conversation. */
export async function modelMessages(messages: unknown): Promise<ModelMessage[] | undefined> {
  const checked = await safeValidateUIMessages<ChatMessage>({ messages, dataSchemas });
  if (!checked.success) return undefined;
  return convertToModelMessages<ChatMessage>(checked.data, {
    convertDataPart: (part) => (part.type === "data-run-report" ? { type: "text", text: `${runReportHeading}\n${part.data.text}` } : undefined),
  });
}
