import type { RenderRequest } from "./renderers/renderer.ts";
import { sanitize } from "./sanitize.ts";
import { contentStyle, mathStyle, tableStyle } from "./style.ts";

/** Said once of what was cut, by whoever cut it. */
export const longNote = "This is long: only its beginning is shown.";

/** Puts HTML of the guest's into the request's element: sanitised, in a shadow root, so that its styles stay with it. */
export function mountHtml({ root, alt, most }: Pick<RenderRequest, "root" | "alt" | "most">, html: string): { shadow: ShadowRoot; scripts: boolean; notes: string[] } {
  const { fragment, scripts, addresses, pictures, effects } = sanitize(html, most.pixels);
  const cut = cutElements(fragment, most.elements);
  const host = document.createElement("div");
  host.className = "html";
  // Reached by keyboard, so that what is wider than the view can be scrolled.
  host.tabIndex = 0;
  host.role = "region";
  host.ariaLabel = alt;
  const shadow = host.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = contentStyle + tableStyle + mathStyle;
  markNumbers(fragment);
  shadow.append(style, fragment);
  root.append(host);
  const notes = [
    scripts && "Scripts in this HTML were left out.",
    addresses && "Pictures and frames of other sites were left out.",
    pictures && "Pictures that are too large were left out (limits.imagePixels).",
    effects && "Filters and large shadows in this HTML were left out.",
    cut && longNote,
  ];
  return { shadow, scripts, notes: notes.filter((note) => note !== false) };
}

/** Takes out what comes after the last element that may be drawn. The host has cut the text already, by an estimate. */
function cutElements(fragment: DocumentFragment, most: number): boolean {
  const all = fragment.querySelectorAll("*");
  if (all.length <= most) return false;
  const range = document.createRange();
  range.setStartBefore(all[most]!);
  range.setEndAfter(fragment.lastChild!);
  range.deleteContents();
  return true;
}

/** Numbers in cells stand to the right, as in our own tables. */
function markNumbers(fragment: DocumentFragment): void {
  for (const cell of fragment.querySelectorAll("td")) if (/^\s*[-−+]?[\d.,]+(?:e[-+]?\d+)?\s*%?\s*$/i.test(cell.textContent ?? "")) cell.classList.add("number");
}
