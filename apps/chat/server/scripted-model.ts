import type { LanguageModelV4, LanguageModelV4Prompt, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { runReportHeading } from "../shared/run-report-heading.ts";
import { scriptedReply } from "./scripted-reply.ts";

/** Milliseconds between two pieces of a reply: about as fast as a hosted model. */
const pace = 12;

const noUsage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

/** A model without a mind: streams written replies to the prompts that the page suggests. For trying the app without a key. */
export function scriptedModel(): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "vitrine",
    modelId: "scripted",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("The scripted model only streams.")),
    async doStream({ prompt, abortSignal }) {
      const text = await scriptedReply(conversationOf(prompt));
      return { stream: ReadableStream.from(partsOf(text, abortSignal)) };
    },
  };
}

/** The reader's last message, and how many reports of runs have come since. */
function conversationOf(prompt: LanguageModelV4Prompt): { asked: string; reports: number } {
  let asked = "";
  let reports = 0;
  for (const message of prompt) {
    if (message.role !== "user") continue;
    for (const part of message.content) {
      if (part.type !== "text") continue;
      if (part.text.startsWith(runReportHeading)) {
        reports += 1;
      } else {
        asked = part.text;
        reports = 0;
      }
    }
  }
  return { asked, reports };
}

async function* partsOf(text: string, abortSignal: AbortSignal | undefined): AsyncGenerator<LanguageModelV4StreamPart> {
  yield { type: "stream-start", warnings: [] };
  yield { type: "text-start", id: "reply" };
  for (const [delta] of text.matchAll(/\s*\S{1,12}\s*/g)) {
    if (abortSignal?.aborted) return;
    yield { type: "text-delta", id: "reply", delta };
    await new Promise((resolve) => setTimeout(resolve, pace));
  }
  yield { type: "text-end", id: "reply" };
  yield { type: "finish", usage: noUsage, finishReason: { unified: "stop", raw: undefined } };
}
