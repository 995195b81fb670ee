import type { LanguageModelV4, LanguageModelV4Prompt, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { extractCode } from "@vitrine/sdk/server";
import { languages } from "../shared/languages.ts";
import { runReportHeading } from "../shared/run-report-heading.ts";
import { sharedFilesHeading } from "../shared/shared-files-heading.ts";
import { type ScriptedConversation, scriptedReply } from "./scripted-reply.ts";

/** Milliseconds between two pieces of a reply: about as fast as a hosted model. */
const pace = 12;

const noUsage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

/** A model without a mind: streams written replies to the prompts that the page suggests, and calls `run_code` where it is offered. For trying the app without a key. */
export function scriptedModel(): LanguageModelV4 {
  let calls = 0;
  return {
    specificationVersion: "v4",
    provider: "vitrine",
    modelId: "scripted",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("The scripted model only streams.")),
    async doStream({ prompt, abortSignal, tools }) {
      const { text, inFence } = await scriptedReply(conversationOf(prompt));
      const callsTool = !inFence && tools?.some(({ name }) => name === "run_code");
      return { stream: ReadableStream.from(partsOf(text, callsTool ? `call-${Date.now().toString(36)}-${++calls}` : undefined, abortSignal)) };
    },
  };
}

/** The reader's last message, the results of runs that have come since, and whether there are files. */
function conversationOf(prompt: LanguageModelV4Prompt): ScriptedConversation {
  let asked = "";
  let results: string[] = [];
  let files = false;
  for (const { role, content } of prompt) {
    if (role === "tool") {
      for (const part of content) if (part.type === "tool-result") results.push(textOf(part.output));
    }
    if (role !== "user") continue;
    const texts = content.flatMap((part) => (part.type === "text" ? [part.text] : []));
    const words = texts.find((text) => !text.startsWith(runReportHeading) && !text.startsWith(sharedFilesHeading));
    if (words !== undefined) {
      asked = words;
      results = [];
      files = texts.some((text) => text.startsWith(sharedFilesHeading));
    } else {
      results.push(...texts.filter((text) => text.startsWith(runReportHeading)));
    }
  }
  return { asked, results, files };
}

type ToolResult = Extract<Extract<LanguageModelV4Prompt[number], { role: "tool" }>["content"][number], { type: "tool-result" }>;

function textOf(output: ToolResult["output"]): string {
  if (output.type === "content") return output.value.map((part) => (part.type === "text" ? part.text : "")).join("\n");
  return "value" in output && typeof output.value === "string" ? output.value : "";
}

/** The reply in pieces; with a `callId` its program is a call of the tool. */
async function* partsOf(text: string, callId: string | undefined, abortSignal: AbortSignal | undefined): AsyncGenerator<LanguageModelV4StreamPart> {
  const [block] = callId === undefined ? [] : extractCode(text).filter(({ language }) => language !== null && (languages as readonly string[]).includes(language));
  yield { type: "stream-start", warnings: [] };
  const words = block ? text.slice(0, text.indexOf(`\`\`\`${block.language}`)).trimEnd() : text;
  yield { type: "text-start", id: "reply" };
  for (const delta of pieces(words)) {
    if (abortSignal?.aborted) return;
    yield { type: "text-delta", id: "reply", delta };
    await pause();
  }
  yield { type: "text-end", id: "reply" };
  if (block && callId !== undefined) {
    const input = JSON.stringify({ ...(block.language !== "python" && { language: block.language }), code: block.code });
    yield { type: "tool-input-start", id: callId, toolName: "run_code" };
    for (const delta of pieces(input)) {
      if (abortSignal?.aborted) return;
      yield { type: "tool-input-delta", id: callId, delta };
      await pause();
    }
    yield { type: "tool-input-end", id: callId };
    yield { type: "tool-call", toolCallId: callId, toolName: "run_code", input };
    yield { type: "finish", usage: noUsage, finishReason: { unified: "tool-calls", raw: undefined } };
    return;
  }
  yield { type: "finish", usage: noUsage, finishReason: { unified: "stop", raw: undefined } };
}

const pieces = (text: string) => [...text.matchAll(/\s*\S{1,12}\s*/g)].map(([piece]) => piece);
const pause = () => new Promise((resolve) => setTimeout(resolve, pace));
