import type { ContentBlock } from "../content-block.ts";
import { imagesOf, textOf } from "./text-of.ts";

/** A part of a user's content of Gemini's API. */
export interface GeminiFunctionResponse {
  functionResponse: {
    id?: string;
    name: string;
    response: { output: string } | { error: string };
    parts?: { inlineData: { mimeType: string; data: string } }[];
  };
}

/** Content as a function's response for Gemini's API. `name` and, where it has one, `id` are the call's. Pictures need Gemini 3 or later. */
export function toGeminiFunctionResponse(content: readonly ContentBlock[], { name, id, isError = false }: { name: string; id?: string; isError?: boolean }): GeminiFunctionResponse {
  const parts = imagesOf(content).map(({ mediaType, data }) => ({ inlineData: { mimeType: mediaType, data } }));
  const text = textOf(content);
  return { functionResponse: { ...(id !== undefined && { id }), name, response: isError ? { error: text } : { output: text }, ...(parts.length > 0 && { parts }) } };
}
