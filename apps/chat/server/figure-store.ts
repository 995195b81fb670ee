import { randomBytes } from "node:crypto";
import type { Payload } from "@vitrine/sdk/server";

/** Programs that are kept, newest last; older ones are forgotten. */
const capacity = 100;

export interface Figure {
  payload: Payload;
  title: string;
}

/** The last programs by an id that cannot be guessed, in memory only. */
export class FigureStore {
  readonly #figures = new Map<string, Figure>();

  add(figure: Figure): string {
    const id = randomBytes(12).toString("base64url");
    this.#figures.set(id, figure);
    const [oldest] = this.#figures.keys();
    if (this.#figures.size > capacity && oldest !== undefined) this.#figures.delete(oldest);
    return id;
  }

  get(id: string): Figure | undefined {
    return this.#figures.get(id);
  }
}
