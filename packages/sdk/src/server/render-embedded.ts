import { type EmbeddedFile, type Payload, vitrinePath } from "@vitrine/protocol";
import { demand } from "./embed-options.ts";
import { attributes, scriptJson } from "./escape.ts";
import { notText, unusableOption } from "./failures.ts";

/** The payload, the files that come along, and the few fixed lines that start vitrine.js from them. Throws INVALID_ARGUMENT. */
export function renderEmbedded(payload: Payload, files: readonly EmbeddedFile[], distribution: string | undefined): string {
  demand("distribution", distribution, /^[a-z0-9][a-z0-9.-]{0,63}$/, "the name of a distribution");
  const data = { type: "application/json", "data-vitrine": "", "data-embedded": "", "data-distribution": distribution, "data-target": "#vitrine" };
  return `<script${attributes(data)}>${scriptJson(payload)}</script>
<noscript>This page needs JavaScript.</noscript>
${files.map(renderFile).join("\n")}
<script>${bootstrap}</script>
`;
}

function renderFile({ path, data }: EmbeddedFile): string {
  demand("embedded path", path, /^[\w+-][\w.+-]*(?:\/[\w+-][\w.+-]*)*$/, "the path of an asset");
  if (typeof data !== "string") throw notText("embedded data", data);
  // For what is not there: a pattern for the whole of some megabytes could go back.
  if (/[^A-Za-z0-9+/=]/.test(data)) throw unusableOption("embedded data", data, "base64");
  return `<script${attributes({ type: "text/plain", "data-vitrine-file": path })}>${data}</script>`;
}

/** Takes vitrine.js out of the page and runs it as a module. A constant: nothing of the payload is in it. */
const bootstrap = `(async () => {
  const packed = atob(document.querySelector('script[data-vitrine-file="${vitrinePath}"]').textContent);
  const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
  const code = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  const module = document.createElement("script");
  module.type = "module";
  module.textContent = code;
  document.head.append(module);
})();`;
