import type { ChatMessage } from "../shared/chat-message.ts";

/** The text of a message, without its other parts. */
export const textOf = ({ parts }: ChatMessage): string => parts.map((part) => (part.type === "text" ? part.text : "")).join("");
