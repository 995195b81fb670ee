import type { Output, View, ViewOptions } from "../host/index.ts";
import { element } from "./element.ts";
import { openSource, type SandboxSource } from "./sandbox-source.ts";

/** One output in the page: drawn in a sealed view frame, told in words where it cannot be. */
export class OutputSlot {
  readonly element = element("div", "output");
  readonly #source: SandboxSource;
  readonly #options: ViewOptions;
  readonly #problem = element("p", "undrawn");
  #output: Output;
  #drawn: Output | undefined;
  #view: View | undefined;
  #drawing: Promise<void> | undefined;
  #disposed = false;

  constructor(source: SandboxSource, output: Output, options: ViewOptions = {}) {
    this.#source = source;
    this.#output = output;
    this.#options = options;
    this.#problem.hidden = true;
    this.element.append(this.#problem);
  }

  /** What was drawn with, once something is. */
  get view(): View | undefined {
    return this.#view;
  }

  /** Draws the output that was given last; needs the element to be in the page. Resolves when it stands there, or in words why not. */
  async draw(output: Output = this.#output): Promise<void> {
    this.#output = output;
    this.#drawing ??= this.#drawLatest().finally(() => (this.#drawing = undefined));
    await this.#drawing;
  }

  dispose(): void {
    this.#disposed = true;
    this.#view?.dispose();
    this.element.remove();
  }

  async #drawLatest(): Promise<void> {
    while (!this.#disposed && this.#drawn !== this.#output) {
      const output = this.#output;
      this.#drawn = output;
      try {
        if (this.#view) await this.#view.update(output);
        else await this.#show(output);
        this.#say("");
      } catch (error) {
        // What cannot be drawn leaves what was.
        this.#say(this.#disposed ? "" : `${output.alt} (${error instanceof Error ? error.message : String(error)})`);
      }
    }
  }

  async #show(output: Output): Promise<void> {
    const sandbox = await openSource(this.#source);
    if (this.#disposed) return;
    const view = await sandbox.show(output, this.element, this.#options);
    if (this.#disposed) view.dispose();
    else this.#view = view;
  }

  #say(problem: string): void {
    this.#problem.textContent = problem;
    this.#problem.hidden = problem === "";
  }
}
