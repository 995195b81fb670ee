import type { FetchRequest, FetchResponse, Limits } from "@vitrine/protocol";
import { Denial } from "./denial.ts";
import type { NetworkRules } from "./network-rules.ts";
import { PolicedFrame } from "./policed-frame.ts";

type Answer = Pick<FetchResponse, "status" | "statusText" | "url" | "headers" | "body">;

/** Headers that belong to the browser or to one connection (https://fetch.spec.whatwg.org/#forbidden-request-header), and those that change the method behind the policy's back. */
const droppedFromRequest =
  /^(accept-charset|accept-encoding|access-control-request-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|user-agent|via|proxy-.*|sec-.*|x-http-method(-override)?|x-method-override)$/i;

/** The body arrives decoded and whole. */
const droppedFromResponse = /^(connection|content-encoding|content-length|keep-alive|set-cookie2?|trailer|transfer-encoding)$/i;

/** Sends a run's requests, where policy.network allows them: from the page, without its credentials, within the run's limits. */
export class GuestNetwork {
  readonly #frames = new Map<string, Promise<PolicedFrame | undefined>>();
  readonly #closed = new AbortController();
  #requests = 0;
  #bytes = 0;

  constructor(
    private readonly rules: NetworkRules,
    private readonly limits: Pick<Limits, "networkRequests" | "networkBytes" | "networkMs">,
  ) {}

  /** Throws Denial where no rule allows it. */
  demandAllowed(method: string, url: string): void {
    const denial = this.rules.denial(method, url);
    if (denial !== undefined) throw new Denial("NETWORK_DENIED", denial);
  }

  /** Throws Denial. */
  async fetch({ method, url, headers, body }: Pick<FetchRequest, "method" | "url" | "headers" | "body">): Promise<Answer> {
    this.demandAllowed(method, url);
    if (++this.#requests > this.limits.networkRequests) throw tooMuch("networkRequests", `more than ${this.limits.networkRequests} requests`);
    this.#count(body?.byteLength ?? 0);
    const frame = await this.#frame(method);
    const timeout = AbortSignal.timeout(this.limits.networkMs);
    const signal = AbortSignal.any([timeout, this.#closed.signal]);
    const init = { method, headers: headersOf(headers), body, signal };
    let answer: Answer;
    try {
      const response = await frame.fetch(url, init);
      this.#checkEnd(method, url, response.url);
      answer = {
        status: response.status,
        statusText: response.statusText.slice(0, 1024),
        url: response.url,
        headers: Object.fromEntries([...response.headers].filter(([name, value]) => !droppedFromResponse.test(name) && name.length <= 256 && value.length <= 8192).slice(0, 200)),
        body: await this.#read(response),
      };
    } catch (error) {
      if (error instanceof Denial) throw error;
      if (timeout.aborted) throw new Denial("NETWORK_FAILED", `${hostOf(url)} did not answer within limits.networkMs (${this.limits.networkMs} ms). Ask for less, or try again later.`);
      throw await this.#failure(frame, method, url, signal, error);
    }
    return answer;
  }

  /** Ends what is open and takes the frames out of the page. */
  close(): void {
    this.#closed.abort();
    for (const opening of this.#frames.values()) void opening.then((frame) => frame?.remove());
    this.#frames.clear();
  }

  /** A redirect keeps the method (307, 308), so it may lead only to origins that take it: one frame for each set of those. */
  async #frame(method: string): Promise<PolicedFrame> {
    const origins = this.rules.origins(method);
    const key = origins.join(" ");
    let opening = this.#frames.get(key);
    if (!opening) this.#frames.set(key, (opening = PolicedFrame.open(origins)));
    const frame = await opening;
    if (this.#closed.signal.aborted) frame?.remove();
    if (!frame) throw new Denial("NETWORK_DENIED", "this browser does not keep the policy that guards redirects, so nothing is sent. Use a current browser.");
    return frame;
  }

  /** Origins are kept on the way (PolicedFrame); where in the last one the answer came from is seen only now. */
  #checkEnd(method: string, asked: string, arrived: string): void {
    if (this.rules.denial(method, arrived) === undefined) return;
    // Where exactly is not the guest's to know.
    throw new Denial("NETWORK_DENIED", `${hostOf(asked)} redirected to ${hostOf(arrived)}, out of what policy.network allows. Ask for the final address, if it is listed.`);
  }

  async #read(response: Response): Promise<ArrayBuffer> {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
      try {
        this.#count(part.value.byteLength);
      } catch (error) {
        void reader!.cancel().catch(() => {});
        throw error;
      }
      chunks.push(part.value);
    }
    return new Blob(chunks).arrayBuffer();
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.limits.networkBytes) throw tooMuch("networkBytes", `more than ${this.limits.networkBytes} bytes`);
  }

  /** fetch() says nothing of why it failed, so that it has to be found out. */
  async #failure(frame: PolicedFrame, method: string, url: string, signal: AbortSignal, error: unknown): Promise<Denial> {
    const { origin, host } = new URL(url);
    // The violation is reported in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    const policy = frame.stoppedBy(origin);
    if (policy === "page") return new Denial("NETWORK_FAILED", `the page's own Content-Security-Policy stops requests to ${origin}. Add it to the page's connect-src.`);
    if (policy === "frame") return new Denial("NETWORK_DENIED", `${host} redirected to an origin that policy.network does not list for ${method}. Ask for the final address, if it is listed.`);
    if (!navigator.onLine) return new Denial("NETWORK_FAILED", `${host} was not reached: the browser is offline. Try again later.`);
    if (method === "GET" || method === "HEAD") {
      const reachable = await frame.fetch(url, { method, mode: "no-cors", signal }).then(
        () => true,
        () => false,
      );
      if (reachable) return new Denial("NETWORK_FAILED", `${host} answers, but does not allow this page to read it (CORS). Use an address that sends Access-Control-Allow-Origin, or mount the data as a file.`);
      return new Denial("NETWORK_FAILED", `${host} was not reached: no such host, no connection, or not over this scheme. Check the address.`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    return new Denial("NETWORK_FAILED", `${method} ${host} failed (${reason}): it was not reached, or does not allow this page to send that (CORS). Check the address and the server's Access-Control-Allow headers.`);
  }
}

function headersOf(headers: Record<string, string>): Headers {
  try {
    return new Headers(Object.entries(headers).filter(([name]) => !droppedFromRequest.test(name)));
  } catch (error) {
    throw new Denial("NETWORK_FAILED", `a header of the request is none: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const hostOf = (url: string) => URL.parse(url)?.host ?? url.slice(0, 100);
const tooMuch = (limit: keyof Limits, what: string) => new Denial("NETWORK_FAILED", `the program asked the network for ${what} (limits.${limit}). Ask for less.`);
