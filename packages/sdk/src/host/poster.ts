/** What a poster shows. */
export interface PosterParts {
  /** A picture, or the address of one. */
  picture: Blob | string;
  /** Its pixels per CSS pixel. */
  scale: number;
  alt: string;
  /** What was left out of the drawing, in words. */
  notes: readonly string[];
  onWanted(): void;
}

/** A figure's picture in its place: an `img`, in which nothing runs, in a button that asks for the figure itself. */
export class Poster {
  readonly element: HTMLElement = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #url: string | undefined;

  /** Rejects where the picture is none, or the page's policy lets no such picture in. */
  static async of(parts: PosterParts): Promise<Poster> {
    const poster = new Poster(parts);
    const image = poster.#image;
    try {
      await image.decode();
    } catch (error) {
      poster.dispose();
      throw error;
    }
    image.width = Math.round(image.naturalWidth / parts.scale);
    image.height = Math.round(image.naturalHeight / parts.scale);
    return poster;
  }

  readonly #image = new Image();

  private constructor({ picture, alt, notes, onWanted }: PosterParts) {
    this.#url = typeof picture === "string" ? undefined : URL.createObjectURL(picture);
    this.#image.alt = alt;
    this.#image.draggable = false;
    this.#image.src = this.#url ?? (picture as string);
    this.#image.style.cssText = "display: block; max-width: 100%; height: auto; margin: 0; border: 0;";
    this.#button.type = "button";
    this.#button.style.cssText = "appearance: none; display: block; box-sizing: border-box; width: 100%; margin: 0; padding: 0; border: 0; background: none; box-shadow: none; text-align: start; cursor: pointer;";
    this.#button.append(this.#image);
    // By keyboard, pointer or touch; a reader who tabs to it has it before a key is pressed.
    this.#button.onclick = this.#button.onfocus = onWanted;
    for (const note of notes) {
      const line = document.createElement("p");
      line.textContent = note;
      line.style.cssText = "margin: 0 0 6px; font: 12.5px/1.45 system-ui, sans-serif; opacity: 0.75;";
      this.element.append(line);
    }
    this.element.append(this.#button);
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#button;
  }

  dispose(): void {
    this.element.remove();
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
  }
}
