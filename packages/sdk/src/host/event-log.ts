/** Events that any number of readers may iterate, each from the first one on. */
export class EventLog<T> implements AsyncIterable<T> {
  // A gap is an event that was taken back.
  readonly #events: (T | undefined)[] = [];
  #ended = false;
  #waiting: (() => void)[] = [];

  push(event: T): void {
    this.#events.push(event);
    this.#wake();
  }

  /** Takes an event back, so that later readers do not get it, and the memory is free. */
  forget(event: T): void {
    const index = this.#events.lastIndexOf(event);
    if (index !== -1) this.#events[index] = undefined;
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
      const event = this.#events[index];
      if (event !== undefined) yield event;
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
