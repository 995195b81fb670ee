import type { Json } from "@vitrine/sdk";
import { byId, element } from "../element.ts";

/** What a function is called with: the text that was written, or a file that was chosen or dropped. */
export class FunctionInput {
  readonly #text = byId("input", HTMLTextAreaElement);
  readonly #form = byId("read-as", HTMLSelectElement);
  readonly #chooser = byId("input-file", HTMLInputElement);
  readonly #chosen = byId("chosen-file", HTMLElement);
  #file: File | undefined;

  constructor() {
    byId("choose-file", HTMLElement).addEventListener("click", () => this.#chooser.click());
    this.#chooser.addEventListener("change", () => {
      this.take(this.#chooser.files?.[0]);
      this.#chooser.value = "";
    });
  }

  take(file: File | undefined): void {
    this.#file = file;
    this.#text.hidden = file !== undefined;
    this.#chosen.hidden = file === undefined;
    if (!file) return this.#text.focus();
    const remove = element("button", "", "Remove");
    remove.type = "button";
    remove.ariaLabel = `Remove ${file.name}`;
    remove.addEventListener("click", () => this.take(undefined));
    this.#chosen.replaceChildren(element("strong", "", file.name), element("span", "faint", `${file.size.toLocaleString()} bytes`), remove);
  }

  /** Throws in words for the reader. */
  async read(): Promise<Json> {
    const text = this.#file ? await textOf(this.#file) : this.#text.value;
    if (this.#form.value === "text") return text;
    try {
      return JSON.parse(text) as Json;
    } catch (error) {
      throw new Error(`The input is not JSON: ${(error as Error).message}`, { cause: error });
    }
  }
}

async function textOf(file: File): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(`${file.name} cannot be read as text (UTF-8).`);
  }
}
