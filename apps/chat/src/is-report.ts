import type { ChatMessage } from "../shared/chat-message.ts";

/** True for a message that only brings a run's result to the model. */
export const isReport = ({ role, parts }: ChatMessage): boolean => role === "user" && parts.every(({ type }) => type === "data-run-report");
