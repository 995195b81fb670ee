import type { Output, RunResult, Sandbox, View } from "@vitrine/sdk";
import { element } from "./element.ts";

/** What a run shows: outputs in view frames, printed text, its error, its files. */
export class OutputPane {
  #views: View[] = [];
  #streams = new Map<string, HTMLElement>();
  // Outputs of an earlier run that are drawn too late must not stay.
  #generation = 0;

  constructor(private readonly parent: HTMLElement) {}

  get element(): HTMLElement {
    return this.parent;
  }

  begin(): void {
    this.#generation += 1;
    for (const view of this.#views.splice(0)) view.dispose();
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

  async show(sandbox: Sandbox, output: Output): Promise<void> {
    const generation = this.#generation;
    const slot = element("div", "slot");
    this.parent.append(slot);
    try {
      const view = await sandbox.show(output, slot);
      if (generation === this.#generation) this.#views.push(view);
      else view.dispose();
    } catch (error) {
      slot.append(element("p", "faint", `${output.alt} (${messageOf(error)})`));
    }
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

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
