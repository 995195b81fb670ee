import type { ContentBlock } from "../content-block.ts";
import { imagesOf, textOf } from "./text-of.ts";

type TextOutput = { type: "text" | "error-text"; value: string };
type TextPart = { type: "text"; text: string };

/** What `toModelOutput` of a tool returns in AI SDK 7. */
export type AiSdkOutput = TextOutput | { type: "content"; value: (TextPart | { type: "file"; mediaType: string; data: { type: "data"; data: string } })[] };

/** The same in AI SDK 6. */
export type AiSdk6Output = TextOutput | { type: "content"; value: (TextPart | { type: "file-data"; mediaType: string; data: string })[] };

export interface AiSdkOutputOptions {
  /** Version of the AI SDK. Default 7. */
  version?: 6 | 7;
  /** Whether the model is told that the call failed. With pictures there is no such mark: the text says it. */
  isError?: boolean;
}

/** Content as the output of a tool of the AI SDK, for `toModelOutput`. */
export function toAiSdkOutput(content: readonly ContentBlock[], options: AiSdkOutputOptions & { version: 6 }): AiSdk6Output;
export function toAiSdkOutput(content: readonly ContentBlock[], options?: AiSdkOutputOptions & { version?: 7 }): AiSdkOutput;
export function toAiSdkOutput(content: readonly ContentBlock[], { version = 7, isError = false }: AiSdkOutputOptions = {}): AiSdkOutput | AiSdk6Output {
  const images = imagesOf(content);
  const text = textOf(content);
  if (images.length === 0) return { type: isError ? "error-text" : "text", value: text };
  const first: TextPart = { type: "text", text };
  if (version === 6) return { type: "content", value: [first, ...images.map(({ mediaType, data }) => ({ type: "file-data" as const, mediaType, data }))] };
  return { type: "content", value: [first, ...images.map(({ mediaType, data }) => ({ type: "file" as const, mediaType, data: { type: "data" as const, data } }))] };
}
