import { define, host } from "./host.ts";

const parts = ["href", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"] as const;
type Parts = Record<(typeof parts)[number] | "origin", string>;

const encodePart = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll("%20", "+").replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
function decodePart(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

export class URLSearchParams {
  #pairs: [string, string][] = [];
  #changed: ((search: string) => void) | undefined;

  constructor(init: unknown = "", changed?: (search: string) => void) {
    this.#changed = changed;
    if (typeof init === "string") this.#read(init);
    else if (init instanceof URLSearchParams) this.#pairs = [...init];
    else if (typeof init === "object" && init !== null) {
      const entries = (Symbol.iterator in init ? [...(init as Iterable<[unknown, unknown]>)] : Object.entries(init)) as [unknown, unknown][];
      this.#pairs = entries.map(([name, value]) => [String(name), String(value)]);
    }
  }
  #read(text: string): void {
    this.#pairs = text
      .replace(/^\?/, "")
      .split("&")
      .filter(Boolean)
      .map((pair) => {
        const at = pair.indexOf("=");
        return at < 0 ? [decodePart(pair), ""] : [decodePart(pair.slice(0, at)), decodePart(pair.slice(at + 1))];
      });
  }
  #change(pairs: [string, string][]): void {
    this.#pairs = pairs;
    this.#changed?.(this.toString());
  }
  get size(): number {
    return this.#pairs.length;
  }
  get(name: string): string | null {
    return this.#pairs.find(([key]) => key === name)?.[1] ?? null;
  }
  getAll(name: string): string[] {
    return this.#pairs.filter(([key]) => key === name).map(([, value]) => value);
  }
  has(name: string, value?: string): boolean {
    return this.#pairs.some(([key, held]) => key === name && (value === undefined || held === value));
  }
  append(name: unknown, value: unknown): void {
    this.#change([...this.#pairs, [String(name), String(value)]]);
  }
  delete(name: string, value?: string): void {
    this.#change(this.#pairs.filter(([key, held]) => key !== name || (value !== undefined && held !== value)));
  }
  set(name: unknown, value: unknown): void {
    const at = this.#pairs.findIndex(([key]) => key === name);
    if (at < 0) return this.append(name, value);
    this.#change(this.#pairs.flatMap(([key, held], index) => (key !== name ? [[key, held] as [string, string]] : index === at ? [[key, String(value)] as [string, string]] : [])));
  }
  sort(): void {
    this.#change(this.#pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }
  forEach(work: (value: string, name: string, all: URLSearchParams) => void): void {
    for (const [name, value] of this.#pairs) work(value, name, this);
  }
  *entries(): IterableIterator<[string, string]> {
    for (const [name, value] of this.#pairs) yield [name, value];
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this.#pairs) yield name;
  }
  *values(): IterableIterator<string> {
    for (const [, value] of this.#pairs) yield value;
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
  toString(): string {
    return this.#pairs.map(([name, value]) => `${encodePart(name)}=${encodePart(value)}`).join("&");
  }
}

/** The platform's URL: the worker's own reads the address. */
export class URL {
  declare pathname: string;
  #parts!: Parts;
  #params: URLSearchParams | undefined;

  constructor(address: unknown, base?: unknown) {
    this.#set(host.url(String(address), base === undefined ? undefined : String(base)), String(address));
  }
  #set(text: string | undefined, address: string): void {
    if (text === undefined) throw Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL", input: address });
    this.#parts = JSON.parse(text) as Parts;
  }
  static {
    for (const part of parts) {
      Object.defineProperty(this.prototype, part, {
        enumerable: true,
        configurable: true,
        get(this: URL) {
          return this.#parts[part];
        },
        set(this: URL, value: unknown) {
          this.#set(host.url(this.#parts.href, undefined, part, String(value)), String(value));
          this.#params = undefined;
        },
      });
    }
  }
  static canParse(address: unknown, base?: unknown): boolean {
    return host.url(String(address), base === undefined ? undefined : String(base)) !== undefined;
  }
  static parse(address: unknown, base?: unknown): URL | null {
    return URL.canParse(address, base) ? new URL(address, base) : null;
  }
  get origin(): string {
    return this.#parts.origin;
  }
  get searchParams(): URLSearchParams {
    this.#params ??= new URLSearchParams(this.#parts.search, (search) => {
      this.#set(host.url(this.#parts.href, undefined, "search", search), search);
    });
    return this.#params;
  }
  toString(): string {
    return this.#parts.href;
  }
  toJSON(): string {
    return this.#parts.href;
  }
}

export function installUrl(): void {
  define("URL", URL);
  define("URLSearchParams", URLSearchParams);
}
