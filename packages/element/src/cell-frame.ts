/** A code cell's own parts: the line of buttons, the code, the editor. It knows nothing of runs. */
export interface CellActions {
  run(): void;
  stop(): void;
  /** The reader has changed the code. */
  edit(code: string): void;
}

export class CellFrame {
  readonly element = make("div", "cell");
  readonly panel = make("div", "panel");
  readonly #language = make("span", "language");
  readonly #said = make("span", "said");
  readonly #run: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #edit: HTMLButtonElement;
  readonly #code = make("pre", "code");
  readonly #editor = make("textarea", "editor");
  #copied: ReturnType<typeof setTimeout> | undefined;

  constructor(actions: CellActions) {
    this.#run = button("Run", "run-button", () => actions.run());
    this.#stop = button("Stop", "stop-button", () => actions.stop());
    this.#edit = button("Edit", "edit-button", () => this.#toggleEditor());
    const copy = button("Copy", "copy-button", () => void this.#copy(copy));
    this.#said.role = "status";
    this.#code.tabIndex = 0;
    this.#code.role = "group";
    this.#code.ariaLabel = "Code";
    this.#code.dir = this.#editor.dir = "ltr";
    this.#editor.ariaLabel = "Code";
    this.#editor.spellcheck = false;
    this.#editor.autocapitalize = "off";
    this.#editor.hidden = true;
    this.#editor.addEventListener("input", () => {
      this.#fit();
      actions.edit(this.#editor.value);
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !this.#run.disabled) actions.run();
      else if (event.key === "Escape" && !this.#stop.hidden) actions.stop();
      else if (event.key === "Escape" && event.target === this.#editor) this.#toggleEditor();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    const header = make("div", "header");
    header.append(this.#language, this.#said, this.#run, this.#stop, this.#edit, copy);
    this.element.append(header, this.#code, this.#editor, this.panel);
  }

  show({ code, language, running, streaming, editable }: { code: string; language: string; running: boolean; streaming: boolean; editable: boolean }): void {
    this.#language.textContent = language;
    if (this.#code.textContent !== code) this.#code.textContent = code;
    // What the reader has written stays until the code is another.
    if (this.#editor.value !== code) this.#editor.value = code;
    this.#edit.hidden = !editable;
    if (!editable && !this.#editor.hidden) this.#toggleEditor();
    this.#run.disabled = streaming || code.trim() === "";
    this.element.ariaBusy = String(running || streaming);
    this.#swap(running);
  }

  /** One of the two buttons stands in the place of the other, and the focus with it. */
  #swap(running: boolean): void {
    const [shown, hidden] = running ? [this.#stop, this.#run] : [this.#run, this.#stop];
    const focused = (this.element.getRootNode() as ShadowRoot).activeElement === hidden;
    shown.hidden = false;
    hidden.hidden = true;
    if (focused) shown.focus();
  }

  #toggleEditor(): void {
    const editing = this.#editor.hidden;
    this.#editor.hidden = !editing;
    this.#code.hidden = editing;
    this.#edit.ariaPressed = String(editing);
    if (!editing) return this.#edit.focus();
    this.#fit();
    this.#editor.setSelectionRange(0, 0);
    this.#editor.focus();
  }

  /** As high as its text, as far as the sheet lets it. */
  #fit(): void {
    this.#editor.rows = Math.max(3, this.#editor.value.split("\n").length);
  }

  async #copy(copy: HTMLButtonElement): Promise<void> {
    const copied = await navigator.clipboard.writeText(this.#editor.value).then(
      () => true,
      () => false,
    );
    this.#said.textContent = copied ? "Copied" : "The browser refused to copy";
    clearTimeout(this.#copied);
    this.#copied = setTimeout(() => (this.#said.textContent = ""), 2000);
    copy.focus();
  }
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, part: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = part;
  made.setAttribute("part", part);
  return made;
}

function button(label: string, part: string, onClick: () => void): HTMLButtonElement {
  const made = make("button", part);
  made.setAttribute("part", `button ${part}`);
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", onClick);
  return made;
}
