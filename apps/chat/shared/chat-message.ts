import type { UIMessage } from "ai";
import type { Payload } from "@vitrine/sdk/server";

/** The code of a reply, as the server put it into JSON. The browser runs it. */
export interface Program {
  /** Key of `/figure/:id`, the same program as a page of its own. */
  id: string;
  payload: Payload;
}

/** What a run came to, as the model is to read it. */
export interface RunReport {
  text: string;
}

/** Where a reply came from. */
export interface ReplyMetadata {
  model: string;
}

/** A message as it travels between page and server. */
export type ChatMessage = UIMessage<ReplyMetadata, { program: Program; "run-report": RunReport }>;
