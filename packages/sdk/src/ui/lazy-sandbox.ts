import { createSandbox, type Sandbox, type SandboxOptions } from "../host/index.ts";

/** How far a lazy sandbox is. */
export interface LazySandboxState {
  status: "closed" | "opening" | "open" | "failed";
  sandbox?: Sandbox;
  /** Bytes of the runtime's files that have arrived. */
  loadedBytes: number;
  /** Why it did not open; the next `open` tries again. */
  error?: unknown;
}

const closed: LazySandboxState = { status: "closed", loadedBytes: 0 };

/** A sandbox that is created when it is first wanted, and can be watched while it loads: for useSyncExternalStore and its like. Safe to make on a server. */
export class LazySandbox {
  readonly #options: SandboxOptions;
  readonly #loaded = new Map<string, number>();
  readonly #readers = new Set<() => void>();
  #state = closed;
  #opening: Promise<Sandbox> | undefined;

  constructor(options: SandboxOptions = {}) {
    this.#options = options;
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => void this.#readers.delete(reader);
  };

  /** The same object until something changes. */
  readonly state = (): LazySandboxState => this.#state;

  /** The sandbox: created by the first call, and again after a failure or `dispose`. */
  open(): Promise<Sandbox> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Ends the sandbox, where there is one. */
  dispose(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#loaded.clear();
    this.#set(closed);
    opening?.then((sandbox) => sandbox.dispose()).catch(() => {});
  }

  #open(): Promise<Sandbox> {
    this.#set({ status: "opening", loadedBytes: 0 });
    const opening: Promise<Sandbox> = createSandbox({
      ...this.#options,
      onProgress: (progress) => {
        this.#options.onProgress?.(progress);
        if (this.#opening !== opening) return;
        this.#loaded.set(progress.file, progress.loaded);
        this.#set({ ...this.#state, loadedBytes: [...this.#loaded.values()].reduce((sum, part) => sum + part, 0) });
      },
    });
    opening.then(
      (sandbox) => this.#opening === opening && this.#set({ ...this.#state, status: "open", sandbox }),
      (error: unknown) => {
        if (this.#opening !== opening) return;
        this.#opening = undefined;
        this.#set({ status: "failed", loadedBytes: 0, error });
      },
    );
    return opening;
  }

  #set(state: LazySandboxState): void {
    this.#state = state;
    for (const reader of this.#readers) reader();
  }
}
