import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { APICallError, wrapLanguageModel } from "ai";

/** What of a request some services refuse, and how to go on without it. */
const concessions: { refusal: RegExp; without(options: LanguageModelV4CallOptions): LanguageModelV4CallOptions | undefined }[] = [
  { refusal: /image|picture|vision|multimodal|media|file/i, without: withoutPictures },
  { refusal: /tool|function/i, without: withoutTools },
];

/**
 * The model, for services of all kinds: where one refuses pictures it is asked again without them (the digest says in words what they show), where it refuses
 * tools, without those (its fenced blocks are run in their place). What it refused once it is not given again.
 */
export function forgivingModel(model: LanguageModelV4): LanguageModelV4 {
  const refused = new Set<(typeof concessions)[number]>();
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v4",
      async wrapStream({ params }) {
        let options = params;
        for (const concession of refused) options = concession.without(options) ?? options;
        for (;;) {
          try {
            return await model.doStream(options);
          } catch (error) {
            const found = APICallError.isInstance(error) && isRefusal(error) ? concessions.find((each) => !refused.has(each) && each.refusal.test(`${error.message} ${error.responseBody ?? ""}`) && each.without(options)) : undefined;
            if (!found) throw error;
            refused.add(found);
            options = found.without(options) ?? options;
          }
        }
      },
    },
  });
}

/** Not understood or not taken, rather than too many requests or a server that is down. */
const isRefusal = ({ statusCode = 0 }: APICallError) => [400, 404, 413, 415, 422, 501].includes(statusCode);

function withoutPictures(options: LanguageModelV4CallOptions): LanguageModelV4CallOptions | undefined {
  let some = false;
  const prompt = options.prompt.map((message) => {
    if (message.role !== "tool") return message;
    const content = message.content.map((part) => {
      if (part.type !== "tool-result" || part.output.type !== "content") return part;
      const value = part.output.value.filter(({ type }) => type === "text");
      some ||= value.length < part.output.value.length;
      return { ...part, output: { ...part.output, value } };
    });
    return { ...message, content };
  });
  return some ? { ...options, prompt } : undefined;
}

/** Calls and results that came before, perhaps of another model, are told as text. */
function withoutTools({ tools, toolChoice: _, ...options }: LanguageModelV4CallOptions): LanguageModelV4CallOptions | undefined {
  if (!tools || tools.length === 0) return undefined;
  const prompt = options.prompt.map((message): LanguageModelV4Prompt[number] => {
    if (message.role === "assistant") {
      return { ...message, content: message.content.map((part) => (part.type === "tool-call" ? { type: "text" as const, text: `\n\`\`\`python\n${(part.input as { code?: string }).code ?? ""}\n\`\`\`\n` } : part)) };
    }
    if (message.role !== "tool") return message;
    const text = message.content.map((part) => (part.type === "tool-result" && part.output.type === "content" ? part.output.value.map((each) => (each.type === "text" ? each.text : "")).join("\n") : "")).join("\n");
    return { role: "user", content: [{ type: "text", text: `[Not written by the user] The code ran in the user's browser. Its result:\n${text}` }] };
  });
  return { ...options, prompt };
}
