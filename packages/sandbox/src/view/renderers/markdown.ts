import { drawMath } from "../draw-math.ts";
import { library } from "../library.ts";
import { mountHtml } from "../mount-html.ts";
import { splitMath } from "../split-math.ts";
import type { Renderer } from "./renderer.ts";

interface MathToken {
  type: string;
  raw: string;
  source: string;
  display: boolean;
}

interface MathExtension {
  name: string;
  level: "inline" | "block";
  start(source: string): number | undefined;
  tokenizer(source: string): MathToken | undefined;
  renderer(token: MathToken): string;
}

/** The part of Marked's interface that is used here. */
interface Marked {
  Marked: new (options: { gfm: boolean; extensions: MathExtension[] }) => { parse(text: string): string };
}

/** What is drawn at most. */
const most = { characters: 30_000, formulas: 100 };

/** Markdown with tables and formulas: to HTML by Marked, and from there like any HTML of the guest's. */
export const renderMarkdown: Renderer = async ({ root, data, alt }) => {
  const { Marked } = library("marked") as Marked;
  const text = data as string;
  const marked = new Marked({ gfm: true, extensions: [mathIn("inline"), mathIn("block")] });
  const rest = text.length - most.characters;
  const { shadow } = mountHtml(root, marked.parse(rest > 0 ? `${text.slice(0, most.characters)}…` : text), alt);
  // After the sanitising, so that nothing of the guest's is taken for MathML of ours.
  for (const element of [...shadow.querySelectorAll<HTMLElement>("[data-vitrine-math]")].slice(0, most.formulas)) {
    drawMath(element, element.textContent ?? "", element.dataset["vitrineMath"] === "display");
  }
  return {};
};

function mathIn(level: "inline" | "block"): MathExtension {
  return {
    name: `math-${level}`,
    level,
    start: (source) => {
      const index = source.search(level === "block" ? /\n(?:\$\$|\\\[|\\begin\{)/ : /[$\\]/);
      return index === -1 ? undefined : index;
    },
    tokenizer(source) {
      if (!/^(?:\$|\\[([]|\\begin\{)/.test(source)) return undefined;
      const piece = splitMath(source).next().value;
      if (!piece || "text" in piece || (level === "block" && !piece.display)) return undefined;
      const length = lengthOf(source, piece);
      return { type: `math-${level}`, raw: source.slice(0, length), source: piece.math, display: piece.display };
    },
    renderer: ({ source, display }) => `<span data-vitrine-math="${display ? "display" : "inline"}">${escaped(source)}</span>`,
  };
}

/** Characters from the opening delimiter to the end of the closing one. */
function lengthOf(source: string, { math }: { math: string }): number {
  const start = source.indexOf(math);
  // Delimiters are as long at the end as at the beginning; an environment is its own.
  return start + math.length + start;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
