export type { EmbeddedFile, Payload, Source } from "@vitrine/protocol";
export type { CodeBlock } from "./code-block.ts";
export { createPayload, type PayloadOptions, type ProgramInputs } from "./create-payload.ts";
export type { EmbedOptions } from "./embed-options.ts";
export { extractCode } from "./extract-code.ts";
export { renderHtml, type RenderHtmlOptions } from "./render-html.ts";
export { renderScript, type RenderScriptOptions } from "./render-script.ts";
