import { rendererFor } from "./renderers/index.ts";
import type { Drawing, RenderRequest } from "./renderers/renderer.ts";

/** Where drawings stand, one at a time: the old one stays until the new one is whole. */
export class Stage {
  #element: HTMLElement | undefined;
  #mime = "";
  drawing: Drawing | undefined;

  constructor(private readonly root: HTMLElement) {}

  async draw(request: Omit<RenderRequest, "root">): Promise<Drawing> {
    if (this.drawing?.update && this.#mime === request.mime) {
      await this.drawing.update(request);
      return this.drawing;
    }
    const element = document.createElement("div");
    // Laid out, so that it has its width, and unseen.
    if (this.#element) element.className = "staged";
    this.root.append(element);
    try {
      const drawing = await rendererFor(request.mime)({ ...request, root: element });
      this.drawing?.dispose?.();
      this.#element?.remove();
      element.className = "";
      this.#element = element;
      this.#mime = request.mime;
      this.drawing = drawing;
      return drawing;
    } catch (error) {
      element.remove();
      throw error;
    }
  }
}
