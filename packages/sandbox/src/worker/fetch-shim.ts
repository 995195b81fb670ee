/**
 * The worker's network: a question to the host's broker. The CSP is what keeps the guest from the real one;
 * this makes the allowed part work and the rest fail with a reason.
 */
import type { FetchDenied, FetchResponse, InputResponse } from "@vitrine/protocol";
import type { BootContext, RuntimeContext } from "../runtimes/runtime.ts";
import { cover } from "./cover.ts";

/** Replaces `fetch` and `XMLHttpRequest`. */
export function installFetchShim(port: MessagePort): Pick<BootContext, "serveLocally"> & Pick<RuntimeContext, "takeDenials"> {
  const local = new Map<string, () => Response>();
  const pending = new Map<number, (answer: FetchResponse | FetchDenied) => void>();
  let denials: string[] = [];
  let nextId = 0;

  port.onmessage = ({ data }: MessageEvent<FetchResponse | FetchDenied | InputResponse>) => {
    if (data.type === "input-response") return;
    pending.get(data.requestId)?.(data);
    pending.delete(data.requestId);
  };

  const ask = (method: string, url: string, headers: Record<string, string>, body: ArrayBuffer | null, signal: AbortSignal): Promise<Response> =>
    new Promise((resolve, reject) => {
      const requestId = nextId++;
      signal.addEventListener("abort", () => reject(signal.reason as Error));
      pending.set(requestId, (answer) => {
        if (answer.type === "fetch-denied") {
          denials = [...denials.slice(-9), answer.reason];
          reject(new TypeError(answer.reason));
        } else resolve(responseOf(url, answer));
      });
      port.postMessage({ type: "fetch-request", requestId, method, url, headers, body }, body ? [body] : []);
    });

  const asking: typeof fetch = async (input, init) => {
    const url = typeof input === "string" ? input : "url" in input ? input.url : input.href;
    const served = local.get(url);
    if (served) return served();
    // The browser's own Request reads method, headers and body of whatever form. It is given no address as text: the broker is to see it as it is written.
    const request = new Request(input instanceof Request ? input : "https://request.invalid/", init);
    request.signal.throwIfAborted();
    const body = request.method === "GET" || request.method === "HEAD" ? null : await request.arrayBuffer();
    return ask(request.method, url, Object.fromEntries(request.headers), body?.byteLength ? body : null, request.signal);
  };
  cover(globalThis, "fetch", asking, true);
  cover(globalThis, "XMLHttpRequest", RefusedXMLHttpRequest, true);

  return {
    serveLocally: (url, bytes, type = "application/octet-stream") => {
      local.set(url, () => new Response(bytes, { headers: { "content-type": type } }));
    },
    takeDenials: () => {
      const taken = denials;
      denials = [];
      return taken;
    },
  };
}

function responseOf(asked: string, { status, statusText, url, headers, body }: FetchResponse): Response {
  const nullBody = status === 204 || status === 205 || status === 304;
  const response = new Response(nullBody ? null : body, { status, statusText, headers });
  // A constructed Response has no address; Pyodide and micropip read it.
  return Object.defineProperties(response, { url: { value: url }, redirected: { value: url !== asked } });
}

function RefusedXMLHttpRequest(): never {
  throw new TypeError("The network is closed to XMLHttpRequest: synchronous requests cannot ask the page's broker. Use fetch, or pyfetch in Python.");
}
