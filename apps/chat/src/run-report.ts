import type { ErrorCode, RunResult } from "@vitrine/sdk";
import type { ChatMessage, RunReport } from "../shared/chat-message.ts";
import { digestOf } from "./digest-of.ts";

/** How often the model is asked to repair a program before the reader is. */
export const maxRepairs = 2;

/** A result of a fenced block as the model reads it, as a message. */
export const reportOf = (result: RunResult): RunReport => ({ text: digestOf(result) });

/** What other code could avoid. A slow device, a crash or the reader's own Stop is nothing that a model can repair. */
const repairable: ReadonlySet<ErrorCode> = new Set([
  "UNCAUGHT_EXCEPTION", "SYNTAX_ERROR", "EXIT", "PACKAGE_NOT_FOUND", "PACKAGE_DENIED", "NETWORK_DENIED",
  "RUN_TIMEOUT", "MEMORY_LIMIT", "OUTPUT_LIMIT", "MESSAGE_LIMIT",
]);

/** Whether the model could do better. */
export const needsRepair = ({ error }: RunResult): boolean => error !== undefined && repairable.has(error.code);

/** True for a message that only brings a run's result to the model. */
export const isReport = ({ role, parts }: ChatMessage): boolean => role === "user" && parts.every(({ type }) => type === "data-run-report");

/** Reports that went to the model since the reader last wrote. */
export function repairsSoFar(messages: readonly ChatMessage[]): number {
  const asked = messages.findLastIndex((message) => message.role === "user" && !isReport(message));
  return messages.slice(asked + 1).filter(isReport).length;
}
