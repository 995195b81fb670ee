import { define } from "./host.ts";
import { callBack } from "./unhandled.ts";

/** The platform's errors, by name. */
export class DOMException extends Error {
  constructor(message = "", name = "Error") {
    super(message);
    Object.defineProperty(this, "name", { value: name, configurable: true });
  }
}

export class Event {
  readonly type: string;
  readonly cancelable: boolean;
  readonly bubbles: boolean;
  target: EventTarget | null = null;
  defaultPrevented = false;
  #stopped = false;
  constructor(type: unknown, { cancelable = false, bubbles = false }: { cancelable?: boolean; bubbles?: boolean } = {}) {
    this.type = String(type);
    this.cancelable = cancelable;
    this.bubbles = bubbles;
  }
  get currentTarget(): EventTarget | null {
    return this.target;
  }
  get stopped(): boolean {
    return this.#stopped;
  }
  preventDefault(): void {
    this.defaultPrevented ||= this.cancelable;
  }
  stopPropagation(): void {}
  stopImmediatePropagation(): void {
    this.#stopped = true;
  }
}

export class CustomEvent extends Event {
  readonly detail: unknown;
  constructor(type: unknown, init: { detail?: unknown; cancelable?: boolean; bubbles?: boolean } = {}) {
    super(type, init);
    this.detail = init.detail ?? null;
  }
}

type Listener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };
interface ListenerOptions {
  once?: boolean;
  signal?: AbortSignal;
}

/** The platform's, without a tree of targets: what a listener throws ends the program, and not the dispatch. */
export class EventTarget {
  readonly #listeners = new Map<string, Map<Listener, { once: boolean }>>();
  addEventListener(type: unknown, listener: Listener | null, options?: ListenerOptions | boolean): void {
    const { once = false, signal } = typeof options === "object" ? options : {};
    if (listener === null || signal?.aborted) return;
    const held = this.#listeners.get(String(type)) ?? new Map<Listener, { once: boolean }>();
    if (!held.has(listener)) this.#listeners.set(String(type), held.set(listener, { once }));
    signal?.addEventListener("abort", () => this.removeEventListener(type, listener), { once: true });
  }
  removeEventListener(type: unknown, listener: Listener | null): void {
    if (listener) this.#listeners.get(String(type))?.delete(listener);
  }
  dispatchEvent(event: Event): boolean {
    event.target = this;
    // Those that are added meanwhile wait for the next.
    const listeners = [...(this.#listeners.get(event.type) ?? [])];
    for (const [listener, { once }] of listeners) {
      if (event.stopped) break;
      if (once) this.removeEventListener(event.type, listener);
      callBack(() => (typeof listener === "function" ? listener.call(this, event) : listener.handleEvent(event)));
    }
    return !event.defaultPrevented;
  }
}

let abort: (signal: AbortSignal, reason: unknown) => void;

export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown;
  onabort: ((event: Event) => unknown) | null = null;
  static {
    abort = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason === undefined ? new DOMException("This operation was aborted", "AbortError") : reason;
      signal.addEventListener("abort", signal.onabort, { once: true });
      signal.dispatchEvent(new Event("abort"));
    };
  }
  get aborted(): boolean {
    return this.#aborted;
  }
  get reason(): unknown {
    return this.#reason;
  }
  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }
  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal();
    abort(signal, reason);
    return signal;
  }
  /** A program does not wait for it. */
  static timeout(milliseconds: number): AbortSignal {
    const signal = new AbortSignal();
    const timer = (globalThis as unknown as { setTimeout(work: () => void, milliseconds: number): { unref(): void } }).setTimeout(() => abort(signal, new DOMException("The operation was aborted due to timeout", "TimeoutError")), milliseconds);
    timer.unref();
    return signal;
  }
  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const signal = new AbortSignal();
    for (const each of signals) {
      if (each.aborted) abort(signal, each.reason);
      else each.addEventListener("abort", () => abort(signal, each.reason), { once: true });
    }
    return signal;
  }
}

export class AbortController {
  readonly signal = new AbortSignal();
  abort(reason?: unknown): void {
    abort(this.signal, reason);
  }
}

export function installEventTarget(): void {
  for (const [name, value] of Object.entries({ DOMException, Event, CustomEvent, EventTarget, AbortSignal, AbortController })) define(name, value);
}
