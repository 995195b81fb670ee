import { Chat } from "@ai-sdk/react";
import type { RunResult } from "@vitrine/sdk";
import { answerToolCall, runWithRepair } from "@vitrine/sdk/agent";
import { lastAssistantMessageIsCompleteWithToolCalls } from "ai";
import type { ChatMessage, Program, RunReport, ToolPart } from "../shared/chat-message.ts";
import { languages } from "../shared/languages.ts";
import { announce } from "./announcer.ts";
import { digestLength } from "./digest-of.ts";
import { FileShelf } from "./file-shelf.ts";
import type { HistoryStore, KeptConversation } from "./history-store.ts";
import type { LiveRun } from "./live-run.ts";
import { RunBook } from "./run-book.ts";
import { codeOf, payloadRequest, type RunRequest, toolRequest, withFiles } from "./run-request.ts";

/** Calls that one question may lead to before the reader is asked. */
const maxCalls = 8;

/** How often the model is asked to repair a program before the reader is. */
const maxRepairs = 2;

/** The conversation: its messages, the runs of their programs in this browser, the reader's files; and the loop that brings results back to the model. */
export class Conversation {
  readonly chat: Chat<ChatMessage>;
  readonly runs: RunBook;
  readonly files: FileShelf;
  // What the last run of a fenced block came to, until the model has read it.
  #unread: RunReport | undefined;
  #untilReply: (() => void)[] = [];
  /** Pending while the page is left: what ended because of that is not worth a reply. */
  #here: Promise<void> = Promise.resolve();
  /** Waits for the program of the reply that a repair asked for. */
  #onProgram: ((program: Program | undefined) => void) | undefined;

  constructor(
    kept: KeptConversation,
    private readonly history: HistoryStore,
  ) {
    this.files = new FileShelf(kept.files, (files) => history.keepFiles(files));
    this.runs = new RunBook(kept.runs, (key, { request, state }) => history.keepRun(key, { request, state: state() }));
    window.addEventListener("pagehide", () => {
      // In the middle of a reply, too.
      history.keepMessages(this.chat.messages);
      this.#here = new Promise((resolve) => window.addEventListener("pageshow", () => resolve(), { once: true }));
    });
    this.chat = new Chat<ChatMessage>({
      messages: kept.messages,
      onToolCall: ({ toolCall }) => {
        // Not waited for: the stream would stand still meanwhile.
        if (!toolCall.dynamic) void this.#call(toolCall.toolCallId, toolCall.input);
      },
      onData: (part) => {
        if (part.type !== "data-program") return;
        if (this.#onProgram) this.#takeProgram(part.data);
        else void this.#runProgram(part.data);
      },
      sendAutomaticallyWhen: ({ messages }) => lastAssistantMessageIsCompleteWithToolCalls({ messages }) && mayGoOn(messages),
      onFinish: ({ messages }) => {
        history.keepMessages(messages);
        if (callsOf(messages).every(({ state }) => state !== "input-available")) announce("The reply is complete.");
        this.#takeProgram(undefined);
        // The chat is ready only after this.
        setTimeout(() => this.#untilReply.splice(0).forEach((go) => go()));
      },
    });
  }

  /** Sends the reader's words, with what the model has not heard yet. */
  async send(text: string): Promise<void> {
    announce("Sent. The reply is being written.");
    const report = this.#unread;
    this.#unread = undefined;
    const files = await this.files.tell();
    await this.chat.sendMessage({
      parts: [
        ...(report ? [{ type: "data-run-report" as const, data: report }] : []),
        ...(files.length > 0 ? [{ type: "data-files" as const, data: { files } }] : []),
        { type: "text", text },
      ],
    });
  }

  /** Ends the reply that comes in, else what runs. */
  stop(): void {
    if (this.chat.status === "submitted" || this.chat.status === "streaming") void this.chat.stop();
    this.runs.abortAll();
  }

  /** Runs a program once more; the model hears nothing of it. */
  runAgain(key: string, request: RunRequest): void {
    this.runs.start(key, withFiles(request, this.files.mounts()));
  }

  clear(): void {
    this.#unread = undefined;
    void this.chat.stop();
    this.runs.clear();
    this.files.clear();
    this.chat.clearError();
    this.chat.messages = [];
    this.history.clear();
    announce("A new chat.");
  }

  async #call(toolCallId: string, input: unknown): Promise<void> {
    let run: LiveRun | undefined;
    const answering = answerToolCall(input, {
      maxChars: digestLength,
      images: true,
      languages,
      run: async (asked) => {
        run = this.#start(toolCallId, toolRequest(asked));
        const result = await run.result;
        if (!result) throw new Error(run.state().failure?.message ?? "The code was not run.");
        return result;
      },
    });
    const answer = await answering.then(
      (output) => ({ output }),
      (error: unknown) => ({ state: "output-error" as const, errorText: error instanceof Error ? error.message : String(error) }),
    );
    await this.#here;
    // The reader began a new chat meanwhile.
    if (run && this.runs.get(toolCallId) !== run) return;
    await this.chat.addToolOutput({ tool: "run_code", toolCallId, ...answer });
    this.history.keepMessages(this.chat.messages);
  }

  /** Runs a fenced block and, while it fails, what the model writes in its place. The model reads of a failure at once, of how it ended with the reader's next words. */
  async #runProgram(first: Program): Promise<void> {
    let program = first;
    let run: LiveRun | undefined;
    const outcome = await runWithRepair({
      code: codeOf(payloadRequest(first.payload)),
      maxAttempts: maxRepairs + 1,
      digest: { maxChars: digestLength, images: false },
      run: async () => {
        run = this.#start(program.id, payloadRequest(program.payload));
        const result = await run.result;
        if (!result) throw new Error("The code was not run.");
        return result;
      },
      ask: async ({ digest }) => {
        if (!(await this.#isLast(program, run))) return null;
        const next = new Promise<Program | undefined>((resolve) => (this.#onProgram = resolve));
        void this.chat.sendMessage({ parts: [{ type: "data-run-report", data: { text: digest } }] });
        program = (await next) ?? program;
        return (await next) && codeOf(payloadRequest(program.payload));
      },
    }).catch(() => undefined);
    const last = outcome?.attempts.at(-1);
    // The model that gave up has read of it.
    if (last && outcome?.stopped !== "gave-up" && (await this.#isLast(program, run))) this.#unread = { text: last.digest };
  }

  /** Once the reply is whole: whether the reader has not gone on, nor run the program again. */
  async #isLast({ id }: Program, run: LiveRun | undefined): Promise<boolean> {
    if (this.chat.status !== "ready") await new Promise<void>((resolve) => this.#untilReply.push(resolve));
    const parts = this.chat.messages.at(-1)?.parts ?? [];
    return this.runs.get(id) === run && parts.some((part) => part.type === "data-program" && part.data.id === id);
  }

  #takeProgram(program: Program | undefined): void {
    this.#onProgram?.(program);
    this.#onProgram = undefined;
  }

  #start(key: string, request: RunRequest): LiveRun {
    announce("The code runs.");
    const run = this.runs.start(key, withFiles(request, this.files.mounts()));
    void run.result.then((result) => announce(wordsFor(result)));
    return run;
  }
}

/** The calls in the last message. */
export function callsOf(messages: readonly ChatMessage[]): ToolPart[] {
  return (messages.at(-1)?.parts ?? []).filter((part): part is ToolPart => part.type === "tool-run_code");
}

/** Not after the reader's Stop, and not for ever. */
function mayGoOn(messages: readonly ChatMessage[]): boolean {
  const ended = callsOf(messages).flatMap((part) => (part.state === "output-available" ? [part.output.status] : part.state === "output-error" ? ["crashed" as const] : []));
  return ended.at(-1) !== "aborted" && ended.length <= maxCalls && ended.filter((status) => status !== "ok").length <= maxRepairs;
}

function wordsFor(result: RunResult | undefined): string {
  if (!result) return "The code could not be run.";
  if (result.status === "aborted") return "Stopped.";
  if (result.error) return `The code failed: ${result.error.name}.`;
  const [first, ...more] = result.outputs;
  return `The code has run. ${first ? first.alt.slice(0, 200) : "It shows nothing."}${more.length > 0 ? ` And ${more.length} more.` : ""}`;
}
