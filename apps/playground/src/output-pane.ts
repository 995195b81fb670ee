import type { Output, RunResult, Sandbox } from "@vitrine/sdk";
import { element } from "./element.ts";
import { OutputSlot } from "./output-slot.ts";

/** Milliseconds for which cleared outputs wait to be taken by the next ones: so frames of an animation do not flicker. */
const reuseTime = 300;

/** What a run shows: outputs in view frames, printed text, its error, its files. */
export class OutputPane {
  // In the order in which they came, by the output's id.
  readonly #slots = new Map<string, OutputSlot>();
  // Of outputs that were cleared.
  #stale: OutputSlot[] = [];
  #streams = new Map<string, HTMLElement>();

  constructor(private readonly parent: HTMLElement) {}

  get element(): HTMLElement {
    return this.parent;
  }

  begin(): void {
    for (const slot of [...this.#stale.splice(0), ...this.#slots.values()]) slot.dispose();
    this.#slots.clear();
    this.#streams.clear();
    this.parent.replaceChildren();
  }

  print(stream: "stdout" | "stderr", text: string): void {
    let box = this.#streams.get(stream);
    if (!box) {
      box = element("pre", `printed ${stream}`);
      box.tabIndex = 0;
      box.role = "group";
      box.ariaLabel = stream;
      this.#streams.set(stream, box);
      this.parent.append(box);
    }
    box.append(text);
    box.scrollTop = box.scrollHeight;
  }

  show(sandbox: Sandbox, output: Output): void {
    const stale = this.#stale.shift();
    stale?.update(output);
    const slot = stale ?? new OutputSlot(sandbox, output);
    this.#slots.set(output.id, slot);
    if (!stale) this.parent.append(slot.element);
  }

  /** The output with this id has changed. */
  update(output: Output): void {
    this.#slots.get(output.id)?.update(output);
  }

  /** Outputs that came up to now are gone. */
  clear(): void {
    const cleared = [...this.#slots.values()];
    this.#slots.clear();
    this.#stale.push(...cleared);
    setTimeout(() => {
      for (const slot of cleared) if (this.#stale.includes(slot)) slot.dispose();
      this.#stale = this.#stale.filter((slot) => !cleared.includes(slot));
    }, reuseTime);
  }

  /** Resolves when everything is drawn. */
  async drawn(): Promise<void> {
    for (const slot of this.#slots.values()) await slot.drawn;
  }

  end({ error, files }: RunResult): void {
    if (error) this.fail(`${error.name}: ${error.message}${error.line ? ` (line ${error.line})` : ""}`, error.fix, error.traceback);
    for (const { path, bytes } of files) {
      const link = element("a", "file", path, element("span", "faint", `${bytes.length} bytes`));
      // Revoked never: the link works as long as the page.
      link.href = URL.createObjectURL(new Blob([Uint8Array.from(bytes)]));
      link.download = path.split("/").at(-1)!;
      this.parent.append(link);
    }
    if (this.parent.childElementCount === 0) this.parent.append(element("p", "faint", "The program ended without showing anything."));
  }

  fail(message: string, fix: string, traceback = ""): void {
    const note = element("div", "error", element("strong", "", message));
    note.role = "alert";
    if (fix) note.append(element("p", "", fix));
    if (traceback) note.append(element("pre", "", traceback));
    this.parent.append(note);
  }
}
