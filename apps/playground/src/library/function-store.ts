import type { KeptFunction } from "@vitrine/sdk";
import { createStore, del, entries, set, type UseStore } from "idb-keyval";

export interface StoredFunction extends KeptFunction {
  id: string;
}

/** The reader's functions in this browser's IndexedDB, each under its own key, so that two tabs do not undo each other. */
export class FunctionStore {
  readonly #functions = new Map<string, StoredFunction>();
  #store: UseStore | undefined;

  /** `onLost`: the browser keeps nothing, as in private windows; functions live as long as the page. */
  constructor(private readonly onLost: () => void) {}

  async load(): Promise<void> {
    try {
      const store = createStore("vitrine-library", "functions");
      for (const [id, stored] of await entries<string, StoredFunction>(store)) this.#functions.set(id, stored);
      this.#store = store;
    } catch {
      this.onLost();
    }
  }

  /** By name. */
  all(): StoredFunction[] {
    return [...this.#functions.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  }

  get(id: string): StoredFunction | undefined {
    return this.#functions.get(id);
  }

  add(kept: KeptFunction): StoredFunction {
    const stored = { ...kept, id: crypto.randomUUID() };
    this.put(stored);
    return stored;
  }

  put(stored: StoredFunction): void {
    this.#functions.set(stored.id, stored);
    this.#write((store) => set(stored.id, stored, store));
  }

  remove(id: string): void {
    this.#functions.delete(id);
    this.#write((store) => del(id, store));
  }

  #write(write: (store: UseStore) => Promise<void>): void {
    if (this.#store) write(this.#store).catch(this.onLost);
  }
}
