import { callBack } from "./unhandled.ts";

type Listener = (...args: unknown[]) => unknown;

/** Node's EventEmitter. */
export class EventEmitter {
  #listeners = new Map<unknown, { work: Listener; once: boolean }[]>();
  #add(name: unknown, entry: { work: Listener; once: boolean }, first = false): this {
    const held = this.#listeners.get(name) ?? [];
    this.#listeners.set(name, first ? [entry, ...held] : [...held, entry]);
    return this;
  }
  on(name: unknown, work: Listener): this {
    return this.#add(name, { work, once: false });
  }
  addListener(name: unknown, work: Listener): this {
    return this.on(name, work);
  }
  prependListener(name: unknown, work: Listener): this {
    return this.#add(name, { work, once: false }, true);
  }
  once(name: unknown, work: Listener): this {
    return this.#add(name, { work, once: true });
  }
  off(name: unknown, work: Listener): this {
    this.#listeners.set(name, (this.#listeners.get(name) ?? []).filter((entry) => entry.work !== work));
    return this;
  }
  removeListener(name: unknown, work: Listener): this {
    return this.off(name, work);
  }
  removeAllListeners(name?: unknown): this {
    if (name === undefined) this.#listeners.clear();
    else this.#listeners.delete(name);
    return this;
  }
  emit(name: unknown, ...args: unknown[]): boolean {
    const held = this.#listeners.get(name) ?? [];
    if (held.length === 0 && name === "error") throw args[0];
    for (const entry of held) {
      if (entry.once) this.off(name, entry.work);
      entry.work.apply(this, args);
    }
    return held.length > 0;
  }
  listenerCount(name: unknown): number {
    return this.#listeners.get(name)?.length ?? 0;
  }
  listeners(name: unknown): Listener[] {
    return (this.#listeners.get(name) ?? []).map(({ work }) => work);
  }
  eventNames(): unknown[] {
    return [...this.#listeners.keys()];
  }
  setMaxListeners(): this {
    return this;
  }
  static EventEmitter = EventEmitter;
  static once(emitter: EventEmitter, name: unknown): Promise<unknown[]> {
    return new Promise((resolve) => void emitter.once(name, (...args) => resolve(args)));
  }
}

/** Emits from the event loop: what a listener throws is the program's end. */
export const emitLater = (emitter: EventEmitter, name: string, ...args: unknown[]): void => callBack(() => void emitter.emit(name, ...args));
