import { drawMath } from "../draw-math.ts";
import { splitMath } from "../split-math.ts";
import type { Renderer } from "./renderer.ts";

/** What is drawn at most; the rest stays source. A formula costs as much as forty elements of HTML. */
const most = { characters: 100_000, formulas: 500 };

/** LaTeX as MathML. Text between formulas stays text; a source without any delimiters is one formula. */
export const renderLatex: Renderer = async ({ root, data, most: { elements } }) => {
  const source = (data as string).slice(0, most.characters);
  const pieces = [...splitMath(source)];
  const whole = pieces.every((piece) => "text" in piece);
  const paragraph = document.createElement("div");
  paragraph.className = "latex";
  for (const [index, piece] of (whole ? [{ math: source, display: true }] : pieces).entries()) {
    if ("text" in piece) paragraph.append(piece.text);
    else if (index > Math.min(most.formulas, elements / 40)) paragraph.append(piece.math);
    else {
      const formula = document.createElement("span");
      drawMath(formula, piece.math, piece.display);
      paragraph.append(formula);
    }
  }
  root.append(paragraph);
  return {};
};
