import { type Payload, parsePayload } from "@vitrine/protocol";
import { demand, embedAttributes, type EmbedOptions } from "./embed-options.ts";
import { attributes, scriptJson } from "./escape.ts";

export interface RenderScriptOptions extends EmbedOptions {
  /** CSS selector of the element that shows the outputs. Default: a new element right after the fragment's data. */
  target?: string;
}

/**
 * A fragment to put into a page that exists: the payload as data, and vitrine.js, which runs it and shows what it makes.
 * It holds no inline code, so it needs no 'unsafe-inline'. A page may hold several; vitrine.js is loaded once.
 * It must come with the page: a browser runs no script that innerHTML put in. Throws INVALID_PAYLOAD, INVALID_ARGUMENT.
 */
export function renderScript(payload: Payload, { target, ...embed }: RenderScriptOptions = {}): string {
  // Selectors need none of the characters left out here, and markup or a CSS escape has no business in one.
  demand("target", target, /^[^<{};@\\`\p{Cc}\p{Cs}]{1,200}$/u, "a CSS selector");
  const { data, module } = embedAttributes(embed);
  return `<script${attributes({ ...data, "data-target": target })}>${scriptJson(parsePayload(payload))}</script>
<noscript>This program runs in your browser and needs JavaScript.</noscript>
<script${attributes(module)}></script>
`;
}
