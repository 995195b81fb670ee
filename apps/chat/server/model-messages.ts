import { convertToModelMessages, type ModelMessage, safeValidateUIMessages } from "ai";
import { z } from "zod";
import type { ChatMessage, Figure, Program, SharedFile } from "../shared/chat-message.ts";
import { runReportHeading } from "../shared/run-report-heading.ts";
import { sharedFilesHeading } from "../shared/shared-files-heading.ts";
import { tools } from "./tools.ts";

/** What the page sends; a reply's program comes back unread. */
const dataSchemas = {
  program: z.custom<Program>(),
  figure: z.custom<Figure>(),
  "run-report": z.object({ text: z.string().max(50_000) }),
  files: z.object({ files: z.array(z.object({ name: z.string().max(300), bytes: z.number(), head: z.string().max(2000) })).max(50) }),
};

/** What the page sent: checked, and as models take it. Undefined where it is no conversation. */
export async function modelMessages(messages: unknown): Promise<{ ui: ChatMessage[]; model: ModelMessage[] } | undefined> {
  const checked = await safeValidateUIMessages<ChatMessage>({ messages, dataSchemas });
  if (!checked.success) return undefined;
  const model = await convertToModelMessages<ChatMessage>(checked.data, {
    tools,
    // The reader stopped the reply, or left the page, in the middle of one.
    ignoreIncompleteToolCalls: true,
    convertDataPart(part) {
      if (part.type === "data-run-report") return { type: "text", text: `${runReportHeading}\n${part.data.text}` };
      if (part.type === "data-files") return { type: "text", text: `${sharedFilesHeading}\n${part.data.files.map(described).join("\n")}` };
      return undefined;
    },
  });
  return { ui: checked.data, model };
}

const described = ({ name, bytes, head }: SharedFile) => `- ${JSON.stringify(name)}, ${bytes} bytes${head ? `. It begins:\n${head.replace(/^/gm, "  | ")}` : ""}`;
