import { library } from "./library.ts";

/** The part of Temml's interface that is used here. */
interface Temml {
  render(source: string, element: HTMLElement, options: { displayMode: boolean; throwOnError: boolean; trust: boolean; maxSize: number[]; maxExpand: number }): void;
}

/** Characters of one formula. */
const most = 4000;

/** LaTeX as MathML in the element, made node by node; as its source where it does not parse. */
export function drawMath(element: HTMLElement, source: string, display: boolean): void {
  try {
    if (source.length > most) throw new Error(`A formula of more than ${most} characters is shown as its source.`);
    // No links, classes or pictures (trust), no sizes beyond 40 em or 400 pt.
    (library("temml") as Temml).render(source, element, { displayMode: display, throwOnError: true, trust: false, maxSize: [40, 400], maxExpand: 1000 });
  } catch (error) {
    element.textContent = source;
    element.className = "bad-math";
    element.title = (error instanceof Error ? error.message : String(error)).slice(0, 300);
  }
}
