import { element } from "../element.ts";
import { languageName } from "../language-name.ts";
import type { StoredFunction } from "./function-store.ts";

/** The kept functions as buttons, one of them chosen. */
export class FunctionList {
  readonly #list = element("ul", "functions");

  constructor(
    parent: HTMLElement,
    private readonly onChoose: (id: string) => void,
  ) {
    parent.append(this.#list);
  }

  show(functions: readonly StoredFunction[], chosen: string | undefined): void {
    // The focus stays on the function that has it, wherever it now stands.
    const focused = this.#list.querySelector<HTMLElement>(":focus")?.dataset.id;
    this.#list.replaceChildren(...functions.map((each) => element("li", "", this.#button(each, each.id === chosen))));
    if (focused !== undefined) this.focus(focused);
  }

  focus(id: string): void {
    this.#list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  }

  #button({ id, name, description, language }: StoredFunction, chosen: boolean): HTMLButtonElement {
    const button = element("button", "", element("strong", "", name || "Without a name"), element("span", "language", languageName(language)));
    if (description) button.append(element("span", "description", description));
    button.type = "button";
    button.dataset.id = id;
    if (chosen) button.ariaCurrent = "true";
    button.addEventListener("click", () => this.onChoose(id));
    return button;
  }
}
