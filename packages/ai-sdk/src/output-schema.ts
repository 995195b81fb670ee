import type { ContentBlock, ToolAnswer } from "@vitrine/sdk/agent";

/** Most characters of text, and of base64 of one picture, that a server takes from a page. */
const longest = { text: 100_000, image: 5_000_000 };
const mostBlocks = 8;
const statuses = ["ok", "error", "timeout", "limit", "aborted", "crashed", "refused"];

/** What the browser sends back, as a Standard Schema. The browser is not the server's to trust: what does not fit is refused. */
export interface OutputSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "vitrine";
    readonly types?: { readonly input: ToolAnswer; readonly output: ToolAnswer };
    readonly validate: (value: unknown) => { readonly value: ToolAnswer; readonly issues?: undefined } | { readonly issues: readonly { readonly message: string }[] };
    readonly jsonSchema: { readonly input: () => Record<string, unknown>; readonly output: () => Record<string, unknown> };
  };
}

const jsonSchema = (): Record<string, unknown> => ({
  type: "object",
  properties: {
    status: { type: "string", enum: [...statuses] },
    content: { type: "array", maxItems: mostBlocks, items: { type: "object", properties: { type: { enum: ["text", "image"] }, text: { type: "string" }, mediaType: { type: "string" }, data: { type: "string" } }, required: ["type"] } },
  },
  required: ["status", "content"],
});

export const outputSchema: OutputSchema = {
  "~standard": {
    version: 1,
    vendor: "vitrine",
    validate(value) {
      const answer = readAnswer(value);
      return answer ? { value: answer } : { issues: [{ message: "This is no answer of createToolHandler." }] };
    },
    jsonSchema: { input: jsonSchema, output: jsonSchema },
  },
};

/** The answer rebuilt of its known parts, or undefined. */
export function readAnswer(value: unknown): ToolAnswer | undefined {
  const { status, content } = (value ?? {}) as { status?: unknown; content?: unknown };
  if (!statuses.includes(status as string) || !Array.isArray(content) || content.length > mostBlocks) return undefined;
  const blocks = content.map(readBlock);
  return blocks.every((block) => block !== undefined) ? { status: status as ToolAnswer["status"], content: blocks } : undefined;
}

function readBlock(value: unknown): ContentBlock | undefined {
  const { type, text, mediaType, data } = (value ?? {}) as Record<string, unknown>;
  if (type === "text" && typeof text === "string" && text.length <= longest.text) return { type, text };
  const isImage = type === "image" && typeof mediaType === "string" && /^image\/(?:png|jpeg|gif|webp)$/.test(mediaType);
  if (isImage && typeof data === "string" && data.length <= longest.image && /^[A-Za-z0-9+/]+={0,2}$/.test(data)) return { type, mediaType, data };
  return undefined;
}
