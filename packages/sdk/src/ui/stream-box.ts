import { element } from "./element.ts";

/** What a program printed: text, scrolled to its end as long as the reader is there. */
export class StreamBox {
  readonly element: HTMLElement;
  #shown = "";

  constructor(name: "stdout" | "stderr", label: string) {
    this.element = element("pre", name);
    this.element.tabIndex = 0;
    this.element.role = "group";
    this.element.ariaLabel = label;
    this.element.hidden = true;
  }

  show(text: string): void {
    if (text === this.#shown) return;
    const box = this.element;
    const follows = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
    if (this.#shown !== "" && text.startsWith(this.#shown)) box.append(text.slice(this.#shown.length));
    else box.textContent = text;
    this.#shown = text;
    box.hidden = text === "";
    if (follows) box.scrollTop = box.scrollHeight;
  }
}
