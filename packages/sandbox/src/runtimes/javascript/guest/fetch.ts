import { bytesOf, decodeText, encodeText, exactBuffer } from "./encoding.ts";
import type { AbortSignal } from "./event-target.ts";
import { define, host } from "./host.ts";
import { ask } from "./pending.ts";
import { URLSearchParams } from "./url.ts";

export class Headers {
  readonly #held = new Map<string, string>();
  constructor(init?: unknown) {
    const entries = init instanceof Headers || Array.isArray(init) ? [...(init as Iterable<[string, unknown]>)] : Object.entries((init ?? {}));
    for (const [name, value] of entries) this.append(name, value);
  }
  append(name: string, value: unknown): void {
    const before = this.get(name);
    this.set(name, before === null ? value : `${before}, ${String(value)}`);
  }
  set(name: string, value: unknown): void {
    this.#held.set(name.toLowerCase(), String(value).trim());
  }
  get(name: string): string | null {
    return this.#held.get(name.toLowerCase()) ?? null;
  }
  has(name: string): boolean {
    return this.#held.has(name.toLowerCase());
  }
  delete(name: string): void {
    this.#held.delete(name.toLowerCase());
  }
  forEach(work: (value: string, name: string, all: Headers) => void): void {
    for (const [name, value] of this) work(value, name, this);
  }
  entries(): IterableIterator<[string, string]> {
    return this[Symbol.iterator]();
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this) yield name;
  }
  *values(): IterableIterator<string> {
    for (const [, value] of this) yield value;
  }
  *[Symbol.iterator](): IterableIterator<[string, string]> {
    yield* [...this.#held].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }
}

/** What can be a body, as bytes, and the type that goes with it. */
function readBody(body: unknown): { bytes: Uint8Array; type?: string } {
  if (body === undefined || body === null) return { bytes: new Uint8Array(0) };
  if (body instanceof URLSearchParams) return { bytes: encodeText(body.toString()), type: "application/x-www-form-urlencoded;charset=UTF-8" };
  if (ArrayBuffer.isView(body) || body instanceof ArrayBuffer) return { bytes: bytesOf(body).slice() };
  return { bytes: encodeText(String(body)), type: "text/plain;charset=UTF-8" };
}

class Body {
  readonly headers: Headers;
  readonly #bytes: Uint8Array;
  bodyUsed = false;
  constructor(body: unknown, headers: unknown) {
    const { bytes, type } = readBody(body);
    this.headers = new Headers(headers);
    this.#bytes = bytes;
    if (type !== undefined && !this.headers.has("content-type")) this.headers.set("content-type", type);
  }
  #take(): Uint8Array {
    if (this.bodyUsed) throw new TypeError("Body is unusable: Body has already been read");
    this.bodyUsed = true;
    return this.#bytes;
  }
  async bytes(): Promise<Uint8Array> {
    return this.#take();
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return exactBuffer(this.#take());
  }
  async text(): Promise<string> {
    return decodeText(this.#take());
  }
  async json(): Promise<unknown> {
    return JSON.parse(decodeText(this.#take()));
  }
  protected get held(): Uint8Array {
    return this.#bytes;
  }
}

export class Response extends Body {
  readonly status: number;
  readonly statusText: string;
  readonly url: string = "";
  readonly redirected: boolean = false;
  readonly type = "basic";
  constructor(body?: unknown, { status = 200, statusText = "", headers }: { status?: number; statusText?: string; headers?: unknown } = {}) {
    super(body, headers);
    this.status = status;
    this.statusText = statusText;
  }
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
  clone(): Response {
    return Object.assign(new Response(this.held, this), { url: this.url, redirected: this.redirected });
  }
  static json(value: unknown, init: { status?: number; headers?: unknown } = {}): Response {
    const headers = new Headers(init.headers);
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    return new Response(JSON.stringify(value), { ...init, headers });
  }
}

interface RequestInit {
  method?: string;
  headers?: unknown;
  body?: unknown;
  signal?: AbortSignal | null;
}

export class Request extends Body {
  readonly url: string;
  readonly method: string;
  readonly signal: AbortSignal | undefined;
  constructor(input: unknown, init: RequestInit = {}) {
    const from = input instanceof Request ? input : undefined;
    super(init.body ?? from?.held, init.headers ?? from?.headers);
    this.url = from?.url ?? String(input);
    this.method = (init.method ?? from?.method ?? "GET").toUpperCase();
    this.signal = init.signal ?? from?.signal;
  }
  get sent(): ArrayBuffer | undefined {
    return this.held.length === 0 || this.method === "GET" || this.method === "HEAD" ? undefined : exactBuffer(this.held);
  }
}

type Answer = { reason: string } | { status: number; statusText: string; url: string; headers: Record<string, string>; body: ArrayBuffer };

/** Asks the page's broker. */
export async function fetch(input: unknown, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { signal } = request;
  signal?.throwIfAborted();
  // The page asks on; nobody listens.
  const aborted = new Promise<never>((_, fail) => signal?.addEventListener("abort", () => fail(signal.reason), { once: true }));
  const asked = ask<Answer>((id) => host.fetch(id, request.method, request.url, JSON.stringify(Object.fromEntries(request.headers)), request.sent));
  const answer = await Promise.race([asked, aborted]);
  if ("reason" in answer) throw new TypeError(answer.reason);
  return Object.assign(new Response(answer.body, answer), { url: answer.url, redirected: answer.url !== request.url });
}

export function installFetch(): void {
  for (const [name, value] of Object.entries({ fetch, Headers, Request, Response })) define(name, value);
}
