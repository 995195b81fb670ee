// Held here, as guest code may replace what it finds.
const iterate: typeof Symbol.iterator = Symbol.iterator;

/** A list that native functions read as it is. Not an array: how those are iterated, and what setters stand on their prototype, can be replaced. */
export class SteadyList {
  readonly #items = Object.create(null) as Record<number, unknown>;
  #length = 0;

  add(item: unknown): void {
    this.#items[this.#length++] = item;
  }

  /** To hand to a native function. */
  get list(): Iterable<unknown> {
    const items = this.#items;
    const length = this.#length;
    let next = 0;
    const iterator = { __proto__: null, next: () => (next < length ? { done: false, value: items[next++] } : { done: true, value: undefined }) };
    return { __proto__: null, [iterate]: () => iterator } as unknown as Iterable<unknown>;
  }
}
