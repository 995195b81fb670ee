import type { ModelMessage } from "ai";
import { runReportHeading } from "../shared/run-report-heading.ts";
import { sharedFilesHeading } from "../shared/shared-files-heading.ts";

/** The reader's last words, as a page's title. */
export function titleOf(messages: readonly ModelMessage[]): string {
  const words = messages
    .filter(({ role }) => role === "user")
    .flatMap(({ content }) => (typeof content === "string" ? [content] : content.map((part) => (part.type === "text" ? part.text : ""))))
    .filter((text) => text !== "" && !text.startsWith(runReportHeading) && !text.startsWith(sharedFilesHeading));
  return words.at(-1)?.slice(0, 100) ?? "Figure";
}
