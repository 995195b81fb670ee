import { type EmbeddedFile, type Payload, parsePayload, type Source } from "@vitrine/protocol";
import { demand, type EmbedOptions } from "./embed-options.ts";
import { attributes, escapeHtml } from "./escape.ts";
import { notText } from "./failures.ts";
import { renderEmbedded } from "./render-embedded.ts";
import { renderScript } from "./render-script.ts";

export interface RenderHtmlOptions extends EmbedOptions {
  /** Title and heading of the page. Default: Vitrine. */
  title?: string;
  /** Language of the page's own text, as a BCP 47 tag. Default: en. */
  lang?: string;
  /** Text below the heading; an empty line begins a paragraph. */
  lead?: string;
  /**
   * Files that the page brings along (`sandbox.embed`), so that it works opened from disk: it then loads vitrine.js from itself, and `assets`, `integrity` and
   * `frameUrl` have no use.
   */
  embedded?: readonly EmbeddedFile[];
}

/**
 * A whole document that runs the payload when it is opened and shows its progress, outputs or error, and its code.
 * Everything from the payload stands in it as data or as escaped text. Throws INVALID_PAYLOAD, INVALID_ARGUMENT.
 *
 * It has no Content-Security-Policy of its own: srcdoc frames inherit their page's, so the page could ask for no more than the sealed
 * frame's, which has 'unsafe-inline' and would block the host's downloads. The seal is the frame's own policy. A server may send a
 * stricter one in a header when it gives a `frameUrl`.
 */
export function renderHtml(payload: Payload, { title = "Vitrine", lang = "en", lead = "", embedded, ...embed }: RenderHtmlOptions = {}): string {
  if (typeof title !== "string") throw notText("title", title);
  if (typeof lead !== "string") throw notText("lead", lead);
  demand("lang", lang, /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/, "a BCP 47 language tag");
  const program = parsePayload(payload);
  return `<!doctype html>
<html${attributes({ lang })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; }
details { margin-top: 1.5rem; }
figure { margin: 1rem 0; }
pre { overflow: auto; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); font: 13px/1.45 ui-monospace, monospace; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${renderLead(lead)}<div id="vitrine"><p>${startNote}</p></div>
<details>
<summary>Code</summary>
${program.sources.map((source) => renderSource(source, program.sources.length > 1)).join("\n")}
</details>
</main>
${embedded ? renderEmbedded(program, embedded, embed.distribution) : renderScript(program, { ...embed, target: "#vitrine" })}</body>
</html>
`;
}

const renderLead = (lead: string) =>
  lead
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => `<p dir="auto">${escapeHtml(paragraph.trim())}</p>\n`)
    .join("");

/** Stands where the outputs will, until vitrine.js runs: a browser that refuses it, for its integrity, says so in its console only. */
const startNote = "The program starts when vitrine.js has come. If this stays, that file is missing, or it is not the one of the version that made this page.";

/** One block of code to read. `dir` also keeps bidirectional control characters in it from turning what is around it. */
function renderSource({ name, code }: Source, named: boolean): string {
  const caption = named ? `<figcaption dir="auto">${escapeHtml(name)}</figcaption>` : "";
  return `<figure>${caption}<pre dir="ltr" tabindex="0"><code>${escapeHtml(code)}</code></pre></figure>`;
}
