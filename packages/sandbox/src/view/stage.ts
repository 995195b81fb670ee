import { noteOf } from "./note.ts";
import { rendererFor } from "./renderers/index.ts";
import type { Drawing, RenderRequest } from "./renderers/renderer.ts";

type DrawRequest = Omit<RenderRequest, "root"> & {
  /** What the host left out, in words. */
  notes: string[];
  /** Whether what is drawn may not move on into this. */
  anew: boolean;
};

/** What came of a drawing. */
export interface Drawn {
  needsScripts: boolean;
  /** All notes that stand above it. */
  notes: string[];
}

/** Where drawings stand, one at a time: the old one stays until the new one is whole. Notes stand above it, where it cannot reach. */
export class Stage {
  readonly #notes = document.createElement("div");
  #element: HTMLElement | undefined;
  #mime = "";
  drawing: Drawing | undefined;

  constructor(private readonly root: HTMLElement) {
    root.append(this.#notes);
  }

  async draw({ notes, ...request }: DrawRequest): Promise<Drawn> {
    const drawing = await this.#place(request);
    const all = [...new Set([...notes, ...(drawing.notes ?? [])])];
    this.#notes.replaceChildren(...all.map(noteOf));
    return { needsScripts: drawing.needsScripts ?? false, notes: all };
  }

  async #place({ anew, ...request }: Omit<DrawRequest, "notes">): Promise<Drawing> {
    if (!anew && this.drawing?.update && this.#mime === request.mime) {
      await this.drawing.update(request);
      return this.drawing;
    }
    const element = document.createElement("div");
    // Laid out, so that it has its width, and unseen.
    element.className = this.#element ? "drawing staged" : "drawing";
    this.root.append(element);
    try {
      const drawing = await rendererFor(request.mime)({ ...request, root: element });
      this.drawing?.dispose?.();
      this.#element?.remove();
      element.className = "drawing";
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
