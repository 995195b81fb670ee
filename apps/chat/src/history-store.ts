import { clear, createStore, entries, set, type UseStore } from "idb-keyval";
import type { ChatMessage } from "../shared/chat-message.ts";
import type { KeptRun } from "./run-book.ts";
import { withEndedCalls } from "./with-ended-calls.ts";

/** Bytes of one run's outputs and files that are kept; of a larger one its pictures are. */
const runBytes = 12 * 1024 * 1024;

/** A conversation as it was when the page was left. */
export interface KeptConversation {
  messages: ChatMessage[];
  runs: Map<string, KeptRun>;
  files: File[];
}

/** The conversation in this browser's IndexedDB, so that a reload changes nothing. Where the browser keeps nothing (private windows), neither does it. */
export class HistoryStore {
  readonly #store: UseStore | undefined = open();
  /** What is written is written in order. */
  #last: Promise<unknown> = Promise.resolve();

  async load(): Promise<KeptConversation> {
    const kept: KeptConversation = { messages: [], runs: new Map(), files: [] };
    try {
      for (const [key, value] of this.#store ? await entries<string, unknown>(this.#store) : []) {
        if (key === "messages") kept.messages = withEndedCalls(value as ChatMessage[]);
        else if (key === "files") kept.files = value as File[];
        else if (key.startsWith("run:")) kept.runs.set(key.slice("run:".length), value as KeptRun);
      }
    } catch {
      // See above.
    }
    return kept;
  }

  keepMessages(messages: readonly ChatMessage[]): void {
    this.#write((store) => set("messages", messages, store));
  }

  keepFiles(files: readonly File[]): void {
    this.#write((store) => set("files", files, store));
  }

  keepRun(key: string, run: KeptRun): void {
    this.#write((store) => set(`run:${key}`, lean(run), store));
  }

  clear(): void {
    this.#write((store) => clear(store));
  }

  #write(write: (store: UseStore) => Promise<void>): void {
    const store = this.#store;
    if (store) this.#last = this.#last.then(() => write(store)).catch(() => {});
  }
}

function open(): UseStore | undefined {
  try {
    return createStore("vitrine-chat", "conversation");
  } catch {
    return undefined;
  }
}

/** Without the data of outputs that are too large to keep; without files of the reader's, which are kept once for all runs. */
function lean({ request, state }: KeptRun): KeptRun {
  const { result } = state;
  const files = request.files && Object.fromEntries(Object.entries(request.files).filter(([, content]) => typeof content === "string"));
  const own = { ...request, ...(files && { files }) };
  if (!result) return { request: own, state };
  const bytes = result.usage.outputBytes + result.files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  // The panel shows the state's; nobody needs them twice.
  const slim = { ...result, outputs: [], stdout: "", stderr: "" };
  if (bytes <= runBytes) return { request: own, state: { ...state, result: slim } };
  return { request: own, state: { ...state, outputs: state.outputs.map((output) => ({ ...output, data: {} })), result: { ...slim, files: [] } } };
}
