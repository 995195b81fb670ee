import type { UIMessage } from "ai";
import type { RunToolInput, ToolAnswer } from "@vitrine/sdk/agent";
import type { Payload } from "@vitrine/sdk/server";

/** The code of a reply, as the server put it into JSON. The browser runs it. */
export interface Program {
  /** Key of `/figure/:id`, the same program as a page of its own, and of its run in the page. */
  id: string;
  payload: Payload;
}

/** Says which page of its own the code of a tool call has. */
export interface Figure {
  /** Key of `/figure/:id`. */
  id: string;
  toolCallId: string;
}

/** What a run came to, as the model is to read it. */
export interface RunReport {
  text: string;
}

/** A file that the reader gave to the conversation. The model is told this much; its bytes never leave the browser. */
export interface SharedFile {
  name: string;
  bytes: number;
  /** Its first lines where it is text. */
  head: string;
}

/** Where a reply came from. */
export interface ReplyMetadata {
  model: string;
}

/** A message as it travels between page and server. */
export type ChatMessage = UIMessage<ReplyMetadata, { program: Program; figure: Figure; "run-report": RunReport; files: { files: SharedFile[] } }, { run_code: { input: RunToolInput; output: ToolAnswer } }>;

/** A call of `run_code` as it stands in a message. */
export type ToolPart = Extract<ChatMessage["parts"][number], { type: "tool-run_code" }>;
