import type { Output, Sandbox, View, ViewTier } from "@vitrine/sdk";
import { element } from "./element.ts";

/** One output's place in the page: its view, and a button where HTML would run scripts. */
export class OutputSlot {
  readonly element = element("div", "slot");
  /** Resolves when what came last is drawn, or cannot be. */
  drawn: Promise<void>;
  #view: View | undefined;
  #disposed = false;

  constructor(
    private readonly sandbox: Sandbox,
    private output: Output,
  ) {
    this.drawn = this.#open("static");
  }

  /** Another state of the output, or another in its place. */
  update(output: Output): void {
    this.output = output;
    // While the view opens it is enough that it will be drawn then.
    const view = this.#view;
    if (view) this.drawn = view.update(output).then(() => this.#offerScripts(view), this.#tell);
  }

  dispose(): void {
    this.#disposed = true;
    this.#view?.dispose();
    this.element.remove();
  }

  async #open(tier: ViewTier): Promise<void> {
    const { output } = this;
    try {
      const view = await this.sandbox.show(output, this.element, { tier });
      if (this.#disposed) return view.dispose();
      this.#view = view;
      if (this.output !== output) await view.update(this.output);
      this.#offerScripts(view);
    } catch (error) {
      this.#tell(error);
    }
  }

  #offerScripts(view: View): void {
    for (const button of this.element.querySelectorAll("button")) button.remove();
    if (!view.needsScripts) return;
    const button = element("button", "run-scripts", "Run its scripts");
    button.type = "button";
    button.addEventListener("click", () => {
      button.remove();
      view.dispose();
      this.#view = undefined;
      this.drawn = this.#open("scripted");
    });
    this.element.append(button);
  }

  readonly #tell = (error: unknown) => {
    for (const note of this.element.querySelectorAll("p")) note.remove();
    this.element.append(element("p", "faint", `${this.output.alt} (${error instanceof Error ? error.message : String(error)})`));
  };
}
