import { openEditor } from "../editor.ts";
import { byId } from "../element.ts";
import { beginnings } from "./starters.ts";
import type { StoredFunction } from "./function-store.ts";

/** The chosen function's fields. What is written there is kept at once. */
export class FunctionForm {
  readonly #name = byId("name", HTMLInputElement);
  readonly #description = byId("description", HTMLInputElement);
  readonly #language = byId("language", HTMLSelectElement);
  readonly #editor: ReturnType<typeof openEditor>;
  #shown: StoredFunction | undefined;

  constructor(onChange: (changed: StoredFunction) => void, onRun: () => void) {
    const tell = () => {
      if (!this.#shown) return;
      this.#shown = { ...this.#shown, name: this.#name.value, description: this.#description.value, language: this.#language.value, code: this.#editor.code() };
      onChange(this.#shown);
    };
    this.#editor = openEditor(byId("editor", HTMLElement), { onRun, onChange: tell });
    for (const field of [this.#name, this.#description]) field.addEventListener("input", tell);
    this.#language.addEventListener("change", () => {
      const { code, language } = this.#shown!;
      // Nothing of the reader's own is lost.
      if (code === beginnings[language]) this.#editor.load(beginnings[this.#language.value]!, this.#language.value);
      else this.#editor.speak(this.#language.value);
      tell();
    });
  }

  show(stored: StoredFunction): void {
    this.#shown = stored;
    this.#name.value = stored.name;
    this.#description.value = stored.description;
    this.#language.value = stored.language;
    this.#editor.load(stored.code, stored.language);
  }

  focus(): void {
    this.#name.focus();
    this.#name.select();
  }
}
