import { exportFunction, importFunction, type KeptFunction } from "@vitrine/sdk";
import { byId, element } from "../element.ts";
import { FunctionForm } from "./function-form.ts";
import { FunctionList } from "./function-list.ts";
import { FunctionStore, type StoredFunction } from "./function-store.ts";
import { saveText } from "./save-text.ts";
import { beginnings } from "./starters.ts";

/** The reader's functions: listed, chosen, written, taken in and given out. */
export class Library {
  readonly #note = byId("note", HTMLElement);
  readonly #problem = byId("problem", HTMLElement);
  readonly #store = new FunctionStore(() => this.#say("This browser keeps nothing for this page. Export what you want to keep."));
  readonly #list = new FunctionList(byId("list", HTMLElement), (id) => this.choose(id));
  readonly #form: FunctionForm;
  #chosen: string | undefined;

  /** `onChoose`: another function is chosen, or none. */
  constructor(
    private readonly onChoose: () => void,
    onRun: () => void,
  ) {
    this.#form = new FunctionForm((changed) => {
      this.#store.put(changed);
      this.#show();
    }, onRun);
  }

  async load(): Promise<void> {
    await this.#store.load();
    this.choose(this.#store.all()[0]?.id);
  }

  get chosen(): StoredFunction | undefined {
    return this.#chosen === undefined ? undefined : this.#store.get(this.#chosen);
  }

  choose(id: string | undefined): void {
    this.#chosen = id;
    const { chosen } = this;
    if (chosen) this.#form.show(chosen);
    this.#show();
    this.onChoose();
  }

  add(kept: KeptFunction): void {
    this.#say("");
    this.choose(this.#store.add(kept).id);
  }

  addNew(): void {
    this.add({ name: "New function", description: "", language: "javascript", code: beginnings.javascript! });
    this.#form.focus();
  }

  removeChosen(): void {
    const { chosen } = this;
    if (!chosen) return;
    this.#store.remove(chosen.id);
    const [next] = this.#store.all();
    this.choose(next?.id);
    const undo = element("button", "", "Undo");
    undo.type = "button";
    undo.addEventListener("click", () => {
      this.add(chosen);
      this.#list.focus(this.#chosen!);
    });
    this.#say(`“${chosen.name}” is deleted. `, undo);
    undo.focus();
  }

  async exportChosen(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    const name = chosen.name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");
    saveText(`${name || "function"}.json`, await exportFunction(chosen));
    this.#say(`“${chosen.name}” is saved as a file, with the SHA-256 of its code.`);
  }

  async importAll(files: Iterable<File>): Promise<void> {
    this.#say("");
    for (const file of files) {
      try {
        const kept = await importFunction(await file.text());
        const same = this.#store.all().find(({ name, language, code }) => name === kept.name && language === kept.language && code === kept.code);
        if (same) this.choose(same.id);
        else this.add(kept);
        this.#say(`“${kept.name}” is ${same ? "here already" : "imported; its code is what was exported"}.`);
        this.#list.focus(this.#chosen!);
      } catch (error) {
        const { message, fix } = error as { message: string; fix?: string };
        this.#problem.append(element("p", "", element("strong", "", `${file.name} was not imported. `), message, ...(fix ? [" ", fix] : [])));
        this.#problem.hidden = false;
      }
    }
  }

  #show(): void {
    const functions = this.#store.all();
    this.#list.show(functions, this.#chosen);
    document.body.dataset.state = functions.length > 0 ? "filled" : "empty";
  }

  #say(...words: (string | Node)[]): void {
    this.#note.replaceChildren(...words);
    this.#problem.replaceChildren();
    this.#problem.hidden = true;
  }
}
