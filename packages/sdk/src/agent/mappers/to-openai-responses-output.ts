import type { ContentBlock } from "../content-block.ts";
import { imagesOf, textOf } from "./text-of.ts";

/** An input item of OpenAI's Responses API. */
export interface OpenAIResponsesOutput {
  type: "function_call_output";
  call_id: string;
  output: string | ({ type: "input_text"; text: string } | { type: "input_image"; image_url: string; detail: "auto" })[];
}

/** Content as the output of a function call, for `input` of OpenAI's Responses API. `callId`: the call's `call_id`. */
export function toOpenAIResponsesOutput(content: readonly ContentBlock[], { callId }: { callId: string }): OpenAIResponsesOutput {
  const images = imagesOf(content).map(({ mediaType, data }) => ({ type: "input_image" as const, image_url: `data:${mediaType};base64,${data}`, detail: "auto" as const }));
  const text = textOf(content);
  return { type: "function_call_output", call_id: callId, output: images.length === 0 ? text : [{ type: "input_text", text }, ...images] };
}
