import { convertToModelMessages, type ModelMessage, safeValidateUIMessages } from "ai";
import { z } from "zod";
import type { ChatMessage, RunReport } from "../shared/chat-message.ts";
import { runReportHeading } from "../shared/run-report-heading.ts";

/** What the page sends; a reply's program comes back unread. */
const dataSchemas = { program: z.unknown(), "run-report": z.object({ text: z.string().max(50_000) }) };

/** Checks what the page sent and turns it into what models take. Undefined where it is no conversation. */
export async function modelMessages(messages: unknown): Promise<ModelMessage[] | undefined> {
  const checked = await safeValidateUIMessages<ChatMessage>({ messages, dataSchemas: dataSchemas as never });
  if (!checked.success) return undefined;
  return convertToModelMessages(checked.data, {
    convertDataPart: ({ type, data }) => (type === "data-run-report" ? { type: "text", text: `${runReportHeading}\n${(data as RunReport).text}` } : undefined),
  });
}
