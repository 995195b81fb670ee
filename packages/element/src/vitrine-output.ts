import type { Output, View } from "@vitrine/sdk";
import { OutputSlot } from "@vitrine/sdk/ui";
import { BaseElement } from "./base-element.ts";

/**
 * `<vitrine-output>`: one output in a sealed view frame. Set `output`, and `sandbox` or the attributes `assets`, `distribution`, `frame-url`; `tier` and `theme` are those of
 * `sandbox.show`. Fires `vitrine-drawn` with the view once it stands there.
 */
export class VitrineOutput extends BaseElement {
  static readonly observedAttributes = ["tier", "theme"];
  #output: Output | undefined;
  #slot: OutputSlot | undefined;
  #shown = "";

  constructor() {
    super();
    this.upgrade("sandbox", "output");
  }

  /** What is shown. A later state of the same output, or another, is drawn in its place. */
  get output(): Output | undefined {
    return this.#output;
  }
  set output(output: Output | undefined) {
    this.#output = output;
    this.later();
  }

  /** The view, once it is drawn. */
  get view(): View | undefined {
    return this.#slot?.view;
  }

  protected show(): void {
    const options = this.viewOptions;
    const key = JSON.stringify(options);
    // Neither can be changed in a frame that is open.
    if (!this.#output || key !== this.#shown) this.leave();
    if (!this.#output) return;
    this.#shown = key;
    if (!this.#slot) {
      this.#slot = new OutputSlot(this.sandbox, this.#output, options);
      this.root().replaceChildren(this.#slot.element);
    }
    const slot = this.#slot;
    void slot.draw(this.#output).then(() => slot.view && slot === this.#slot && this.tell("vitrine-drawn", slot.view));
  }

  protected leave(): void {
    this.#slot?.dispose();
    this.#slot = undefined;
  }
}
