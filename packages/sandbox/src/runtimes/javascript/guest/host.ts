/** What the worker offers to this realm; each is a function of the worker's, so arguments and results are texts, numbers and buffers only. */
export interface Host {
  /** Text of a file of the distribution. */
  text(name: string): string;
  write(stream: "stdout" | "stderr", text: string): void;
  /** `parts`: MIME type and its form, in turn. JSON travels as text. */
  output(id: string, metadata: string, ...parts: (string | ArrayBuffer)[]): void;
  clearOutputs(): void;
  /** Answered by `settle(id, …)`. */
  fetch(id: number, method: string, url: string, headers: string, body: ArrayBuffer | undefined): void;
  /** Asks the reader for a line. Answered by `settle(id, …)`; null: there is no more. */
  askInput(id: number, prompt: string): void;
  /** Calls `wake()` after so many milliseconds. One at a time: the last call holds. */
  wakeAfter(milliseconds: number): void;
  /** Milliseconds since the worker began. */
  now(): number;
  randomBytes(count: number): ArrayBuffer;
  encode(text: string): ArrayBuffer;
  /** Throws for labels that nobody knows, and for bytes that are no text where `fatal`. */
  decode(bytes: ArrayBuffer, label: string, fatal: boolean, ignoreBOM: boolean): string;
  /** The parts of an address as JSON; undefined: it is none. With a part's name and value, that part is set first. */
  url(address: string, base: string | undefined, part?: string, value?: string): string | undefined;
  /** A hash of bytes, by Node's or the platform's name of it; with a key its HMAC. Throws where there is none of this name. */
  hash(name: string, bytes: ArrayBuffer, key?: ArrayBuffer): ArrayBuffer;
  /** Calls a method of a formatter of `Intl`: `settings` are `[locales, options]` as JSON. Lists go in as JSON, and all comes out so that is no text or number. Throws as `Intl` does. */
  intl(kind: string, settings: string, method: string, ...args: (string | number)[]): string | number | null;
  /** Has the engine end the program when it looks up next. */
  exit(code: number): void;
}

declare global {
  var vitrineHost: Host | undefined;
}

/** Taken before any program runs, and gone from the global object. */
export const host: Host = globalThis.vitrineHost!;
Reflect.deleteProperty(globalThis, "vitrineHost");

/** Defines a global as the platform does: not enumerable, so that a program's own names can be told apart. */
export function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
