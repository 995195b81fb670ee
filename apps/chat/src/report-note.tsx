import type { ChatMessage } from "../shared/chat-message.ts";
import { Again } from "./icons.tsx";
import { maxRepairs } from "./run-report.ts";

/** Says that a failed run went back to the model, and what exactly the model read. */
export function ReportNote({ message, attempt }: { message: ChatMessage; attempt: number }) {
  const text = message.parts.map((part) => (part.type === "data-run-report" ? part.data.text : "")).join("\n");
  return (
    <details className="report-note">
      <summary>
        <Again />
        The error went back to the model (attempt {attempt} of {maxRepairs})
      </summary>
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
