import { sanitize, type Sanitized } from "./sanitize.ts";
import { contentStyle, mathStyle, tableStyle } from "./style.ts";

/** What is drawn at most: laying out more would stall the host's page where frames share its thread. */
const most = { characters: 400_000, elements: 20_000 };

/** Puts HTML of the guest's into the element: sanitised, in a shadow root, so that its styles stay with it. */
export function mountHtml(parent: HTMLElement, html: string, alt: string): Sanitized & { shadow: ShadowRoot } {
  const sanitized = sanitize(html.slice(0, most.characters));
  const cut = cutElements(sanitized.fragment) || html.length > most.characters;
  const host = document.createElement("div");
  host.className = "html";
  // Reached by keyboard, so that what is wider than the view can be scrolled.
  host.tabIndex = 0;
  host.role = "region";
  host.ariaLabel = alt;
  const shadow = host.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = contentStyle + tableStyle + mathStyle;
  markNumbers(sanitized.fragment);
  shadow.append(style, sanitized.fragment);
  parent.append(host);
  if (sanitized.scripts) addNote(parent, "Scripts in this HTML were left out.");
  if (sanitized.addresses) addNote(parent, "Pictures and frames of other sites were left out.");
  if (cut) addNote(parent, "This HTML is long: only its beginning is shown.");
  return { ...sanitized, shadow };
}

function addNote(parent: HTMLElement, text: string): void {
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = text;
  parent.append(note);
}

/** Takes out what comes after the last element that may be drawn. */
function cutElements(fragment: DocumentFragment): boolean {
  const all = fragment.querySelectorAll("*");
  if (all.length <= most.elements) return false;
  const range = document.createRange();
  range.setStartBefore(all[most.elements]!);
  range.setEndAfter(fragment.lastChild!);
  range.deleteContents();
  return true;
}

/** Numbers in cells stand to the right, as in our own tables. */
function markNumbers(fragment: DocumentFragment): void {
  for (const cell of fragment.querySelectorAll("td")) if (/^\s*[-−+]?[\d.,]+(?:e[-+]?\d+)?\s*%?\s*$/i.test(cell.textContent ?? "")) cell.classList.add("number");
}
