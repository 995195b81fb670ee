import type { Code } from "mdast";
import { fromMarkdown, type Extension } from "mdast-util-from-markdown";
import { htmlFlow } from "micromark-core-commonmark";
import type { Code as Character, Construct, Extension as MarkdownExtension, State, Tokenizer } from "micromark-util-types";
import { markdownTooLong, notText } from "./failures.ts";
import { isTooNested } from "./markdown-nesting.ts";

/** Longest Markdown taken, in UTF-16 units: more than a model writes in one reply. The parser takes up to some seconds for hostile text of this length. */
const markdownMaxLength = 250_000;

/** A fenced block as the Markdown parser sees it. */
export interface Fence {
  info: string;
  code: string;
  line: number;
  closed: boolean;
}

const isOpaque = /^(?:[!?]|(?:script|pre|style|textarea)[\t >])/i;

/** Looks ahead for `<!`, `<?`, `<script`, `<pre`, `<style` or `<textarea`: HTML whose inside is not for reading. */
const opaqueStart: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let seen = "";
    return (code) => {
      effects.enter("data");
      effects.consume(code);
      return next;
    };
    function next(code: Character): State | undefined {
      // Negative codes are line ends and tabs, null is the end of the text.
      seen += code === null || code < 0 ? " " : String.fromCharCode(code);
      if (isOpaque.test(seen)) {
        effects.exit("data");
        return ok(code);
      }
      if (code === null || code < 0 || !/^[a-z]{1,9}$/i.test(seen)) {
        effects.exit("data");
        return nok(code);
      }
      effects.consume(code);
      return next;
    }
  },
};

const tokenizeHtml: Tokenizer = function (effects, ok, nok) {
  return effects.check(opaqueStart, htmlFlow.tokenize.call(this, effects, ok, nok), nok);
};

/**
 * CommonMark, but for one thing: a block of HTML hides fences only inside comments, `<script>`, `<pre>`, `<style>` and `<textarea>`.
 * Models forget the blank line between `<details>` and the fence, without which CommonMark takes the fence for HTML text.
 */
const readableHtml: MarkdownExtension = {
  disable: { null: ["htmlFlow"] },
  flow: { 60: { ...htmlFlow, name: "htmlFlowOpaque", tokenize: tokenizeHtml } },
};

/** What stands inside paragraphs never changes where a fence is, and some of it takes quadratic time: `[a](` 20,000 times took 7 s. */
const blocksOnly: MarkdownExtension = {
  disable: {
    null: ["attention", "autolink", "codeText", "definition", "hardBreakEscape", "htmlText", "labelEnd", "labelStartImage", "labelStartLink"],
  },
};

/** Quotes and lists by the thousand: only the fences outside them are looked for. */
const noContainers: MarkdownExtension = { disable: { null: ["blockQuote", "list"] } };

/** All fenced blocks of a Markdown text in order, also those inside lists and quotes. Indented code is none. Throws INVALID_ARGUMENT. */
export function markdownFences(markdown: string): Fence[] {
  if (typeof markdown !== "string") throw notText("markdown", markdown);
  if (markdown.length > markdownMaxLength) throw markdownTooLong(markdown.length, markdownMaxLength);
  // Code node → whether its closing fence was seen. Indented code never enters: it has no fence.
  const fenced = new Map<Code, boolean>();
  const collect: Extension = {
    enter: {
      codeFencedFence() {
        const node = this.stack.findLast((open) => open.type === "code");
        if (node) fenced.set(node, this.data.flowCodeInside === true);
      },
    },
  };
  const extensions = [readableHtml, blocksOnly, ...(isTooNested(markdown) ? [noContainers] : [])];
  fromMarkdown(markdown, { extensions, mdastExtensions: [collect] });
  return Array.from(fenced, ([{ lang, meta, value, position }, closed]) => ({
    info: [lang, meta].filter(Boolean).join(" "),
    // Tracebacks count lines as the Markdown does, where "\r\n" and "\r" end lines too.
    code: value.replace(/\r\n?/g, "\n"),
    line: (position?.start.line ?? 0) + 1,
    closed,
  }));
}
