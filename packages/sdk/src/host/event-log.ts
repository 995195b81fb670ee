/** Events that any number of readers may iterate, each from the first one on. */
export class EventLog<T> implements AsyncIterable<T> {
  readonly #events: T[] = [];
  #ended = false;
  #waiting: (() => void)[] = [];

  push(event: T): void {
    this.#events.push(event);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (let index = 0; ; index++) {
      while (index >= this.#events.length) {
        if (this.#ended) return;
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
      yield this.#events[index]!;
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
