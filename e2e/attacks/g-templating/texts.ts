import { createPayload, renderHtml, renderScript } from "@vitrine/sdk/server";
import { assert, type Attack, type CaseContext, equal } from "../harness/index.ts";
import { fire, openPage, structureOf, wayNames } from "./pages.ts";

/** A text that wants to be more than text, and the careless page in which it is: the control. */
interface HostileText {
  name: string;
  title: string;
  text: string;
  careless: (text: string) => string;
  /** What shows that the careless page went wrong, where nothing fires. */
  wrong?: (page: Document, text: string) => boolean;
}

const inScript = (text: string) => `<script type="application/json" id="data">${JSON.stringify(text)}</script><p>after</p>`;
const readWrong = (page: Document, text: string) => page.getElementById("data")?.textContent !== JSON.stringify(text);
const shownWrong = (page: Document, text: string) => page.getElementById("data")?.textContent !== text;
const inText = (text: string) => `<p id="data">${text.replaceAll("<", "&lt;")}</p>`;

const texts: HostileText[] = [
  { name: "script-end", title: "</script> ends no script", text: `</script><script>${fire}</script>`, careless: inScript },
  { name: "script-end-variants", title: "nor does it in other letters, with spaces or slashes", text: `</ScRiPt\t/><script>${fire}</script></script\n><script>${fire}</script>`, careless: inScript },
  { name: "comment-script", title: "<!--<script> does not swallow the rest of the page", text: "<!--<script>", careless: inScript, wrong: readWrong },
  { name: "comment-end", title: "--> and --!> end no comment", text: `--><img src=x onerror="${fire}">--!><img src=x onerror="${fire}">`, careless: (text) => `<!-- ${text} -->` },
  { name: "title-end", title: "</title> ends no title", text: `</title><script>${fire}</script>`, careless: (text) => `<title>${text}</title>` },
  { name: "raw-text-ends", title: "the ends of style, textarea, noscript and the like end nothing", text: `</style></textarea></noscript></xmp></template><script>${fire}</script>`, careless: (text) => `<style>${text}</style>` },
  { name: "plaintext", title: "<plaintext> does not swallow the rest of the page", text: "<plaintext>", careless: (text) => `<p>${text}</p><p id="data"></p>`, wrong: (page) => page.getElementById("data") === null },
  { name: "image-handler", title: "markup with a handler is text", text: `<img src=x onerror="${fire}">`, careless: (text) => `<p>${text}</p>` },
  { name: "svg-handler", title: "so is markup of another namespace", text: `<svg><script>${fire}</script></svg><math><mtext><img src=x onerror="${fire}">`, careless: (text) => `<p>${text}</p>` },
  { name: "double-quotes", title: "quotes do not leave an attribute", text: `" onerror="${fire}" src="x`, careless: (text) => `<img alt="${text}">` },
  { name: "single-quotes", title: "single quotes do not, either", text: `' onerror="${fire}" src='x`, careless: (text) => `<img alt='${text}'>` },
  { name: "backtick", title: "a backtick and ${} are no template's", text: "`;" + fire + ";`${" + fire + "}", careless: (text) => `<script>const code = \`${text}\`;</script>` },
  { name: "dollar", title: "$& and its kin survive whatever replaces text", text: "$& $1 $$ $` $'", careless: (text) => inText("%").replace("%", text), wrong: shownWrong },
  { name: "separators", title: "U+2028 and U+2029 are no ends of lines", text: "a\u2028b\u2029c", careless: (text) => `<script>window.ok = /${text}/</script>`, wrong: (page) => !(page.defaultView as unknown as { ok?: unknown }).ok },
  { name: "surrogates", title: "halves of surrogate pairs arrive as they were", text: "\ud83d lone \ude00 \udfff", careless: inText, wrong: shownWrong },
  { name: "controls", title: "NUL, control characters and carriage returns arrive as they were", text: "\0 \u0001 \u001b[31m \r \r\n \u0085 \ufeff", careless: inText, wrong: shownWrong },
  { name: "entities", title: "what is escaped already is not unescaped", text: "&lt;b&gt; &amp;amp; &#60;script&#62; &quot", careless: inText, wrong: shownWrong },
  { name: "base", title: "<base> leads no address elsewhere", text: '<base href="https://evil.invalid/">', careless: (text) => text, wrong: (page) => page.baseURI.includes("evil") },
  { name: "policy", title: "a policy in the text is none of the page's", text: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`, careless: (text) => `${text}<script>window.ran = 1</script>`, wrong: (page) => !("ran" in page.defaultView!) },
  { name: "clobbering", title: "names that shadow the document's own do not", text: '<img name="querySelector"><form id="vitrine"><input name="dataset"></form>', careless: (text) => text, wrong: (page) => typeof page.querySelector !== "function" },
  { name: "utf-7", title: "another encoding's script is text", text: `+ADw-script+AD4-${fire}+ADw-/script+AD4- \u001b$B`, careless: (text) => text.replaceAll("+ADw-", "<").replaceAll("+AD4-", ">") },
  { name: "declarations", title: "CDATA, processing instructions and doctypes are text", text: `<![CDATA[ ]]><?php ?><!DOCTYPE x [<!ENTITY e "x">]><!-- `, careless: (text) => `<p id="data">${text}</p>`, wrong: shownWrong },
];

const harmless = "harmless";

/** The text in every place that a payload and its page have for text. */
function payloadOf(text: string) {
  const sources = [{ name: `block ${text.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, "")}`, code: text }, { name: "second", code: `x = "${text}"` }];
  return createPayload({ code: sources, stdin: text, args: [text], env: { TEXT: text.replaceAll("\0", "") }, files: { "notes.txt": text } });
}

const options = { assets: "/no-assets-here/" };

async function staysText(context: CaseContext, { text, careless, wrong }: HostileText): Promise<void> {
  const payload = payloadOf(text);
  for (const way of wayNames) {
    const html = renderHtml(payload, { ...options, title: text });
    const [attacked, plain] = [await openPage(context, way, html), await openPage(context, way, renderHtml(payloadOf(harmless), { ...options, title: harmless }))];
    equal(attacked.fired(), false, `${way}: the text ran`);
    equal(structureOf(attacked.page), structureOf(plain.page), `${way}: the page's structure`);
    equal(JSON.parse(attacked.page.querySelector("script[data-vitrine]")!.textContent), payload, `${way}: the payload`);
    // What HTML cannot hold is shown as U+FFFD; it is in the payload all the same.
    const shown = text.replaceAll(/\0|\p{Surrogate}/gu, "\ufffd");
    equal(attacked.page.querySelector("pre")!.textContent, shown, `${way}: the code as it is shown`);
    equal(attacked.page.querySelector("h1")!.textContent, shown, `${way}: the heading`);

    const fragment = await openPage(context, way, `<!doctype html><body><p>before</p>${renderScript(payload, options)}<p>after</p>`);
    equal([fragment.fired(), fragment.page.querySelectorAll("p").length], [false, 2], `${way}: a fragment in a page`);
    equal(JSON.parse(fragment.page.querySelector("script[data-vitrine]")!.textContent), payload, `${way}: the payload in a page`);
  }
  const control = await openPage(context, "address", `<!doctype html><meta charset="utf-8">${careless(text)}`);
  assert(wrong ? wrong(control.page, text) : control.fired(), "control: a careless page is taken in");
}

/** T1: text of a model in a page that a server made. */
export const textAttacks: Attack[] = texts.map((each) => ({
  id: `G-${each.name}`,
  title: `T1: ${each.title}`,
  allowConsoleErrors: true,
  run: (context) => staysText(context, each),
}));
