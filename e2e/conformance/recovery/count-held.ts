/** What a page can hold on to without anybody seeing it. */
export interface Held {
  /** Listeners on the window, the document and media queries. */
  listeners: number;
  /** Channels of the page's own of which neither end is closed. */
  channels: number;
  blobUrls: number;
  intervals: number;
  frames: number;
}

/** Counts from now on, by standing in front of the functions that make and end them. */
export function countHeld(): { now(): Held; stop(): void } {
  const undo: (() => void)[] = [];
  const wrap = <T extends object, K extends keyof T>(target: T, name: K, make: (native: T[K]) => T[K]) => {
    const native = target[name];
    target[name] = make(native);
    undo.push(() => (target[name] = native));
  };
  const listeners = new Map<EventTarget, Set<string>>();
  const keys = new Map<unknown, number>();
  const keyOf = (type: string, listener: unknown) => {
    if (!keys.has(listener)) keys.set(listener, keys.size);
    return `${type} ${keys.get(listener)}`;
  };
  const counts = (target: EventTarget) => target === globalThis || target === document || target instanceof MediaQueryList;
  wrap(EventTarget.prototype, "addEventListener", (native) => function add(this: EventTarget | undefined, type: string, listener: EventListenerOrEventListenerObject | null, options?: AddEventListenerOptions | boolean) {
    const target = this ?? globalThis;
    if (counts(target)) listeners.set(target, (listeners.get(target) ?? new Set()).add(keyOf(type, listener)));
    native.call(target, type, listener, options);
  });
  wrap(EventTarget.prototype, "removeEventListener", (native) => function remove(this: EventTarget | undefined, type: string, listener: EventListenerOrEventListenerObject | null, options?: EventListenerOptions | boolean) {
    const target = this ?? globalThis;
    listeners.get(target)?.delete(keyOf(type, listener));
    native.call(target, type, listener, options);
  });
  const channels = new Set<MessageChannel>();
  const channelOf = new WeakMap<MessagePort, MessageChannel>();
  wrap(globalThis, "MessageChannel", (Native) => class extends Native {
    constructor() {
      super();
      channels.add(this);
      channelOf.set(this.port1, this).set(this.port2, this);
    }
  });
  wrap(MessagePort.prototype, "close", (native) => function close(this: MessagePort) {
    channels.delete(channelOf.get(this)!);
    native.call(this);
  });
  const urls = new Set<string>();
  wrap(URL, "createObjectURL", (native) => (object) => {
    const url = native.call(URL, object);
    urls.add(url);
    return url;
  });
  wrap(URL, "revokeObjectURL", (native) => (url) => {
    urls.delete(url);
    native.call(URL, url);
  });
  const intervals = new Set<unknown>();
  wrap(globalThis, "setInterval", (native) => ((...values: Parameters<typeof setInterval>) => {
    const id = native(...values);
    intervals.add(id);
    return id;
  }) as typeof setInterval);
  wrap(globalThis, "clearInterval", (native) => (id) => {
    intervals.delete(id);
    native(id);
  });
  return {
    now: () => ({
      listeners: [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
      channels: channels.size,
      blobUrls: urls.size,
      intervals: intervals.size,
      frames: document.querySelectorAll("iframe").length,
    }),
    stop: () => undo.toReversed().forEach((each) => each()),
  };
}
