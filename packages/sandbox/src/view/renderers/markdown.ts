import { drawMath } from "../draw-math.ts";
import { library } from "../library.ts";
import { longNote, mountHtml } from "../mount-html.ts";
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

/** What is drawn at most, where the elements allow it: about four characters make one, and a formula costs as much as forty. */
const most = { characters: 30_000, formulas: 100 };

/** Markdown with tables and formulas: to HTML by Marked, and from there like any HTML of the guest's. */
export const renderMarkdown: Renderer = async (request) => {
  const { Marked } = library("marked") as Marked;
  const text = request.data as string;
  const characters = Math.min(most.characters, request.most.elements * 4);
  const marked = new Marked({ gfm: true, extensions: [mathIn("inline"), mathIn("block")] });
  const rest = text.length - characters;
  const { shadow, notes } = mountHtml(request, marked.parse(rest > 0 ? `${text.slice(0, characters)}…` : text));
  // After the sanitising, so that nothing of the guest's is taken for MathML of ours.
  for (const element of [...shadow.querySelectorAll<HTMLElement>("[data-vitrine-math]")].slice(0, Math.min(most.formulas, request.most.elements / 40))) {
    drawMath(element, element.textContent ?? "", element.dataset["vitrineMath"] === "display");
  }
  return { notes: rest > 0 ? [...notes, longNote] : notes };
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
