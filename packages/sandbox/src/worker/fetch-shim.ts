/**
 * The worker's network: a question to the host's broker. The CSP is what keeps the guest from the real one;
 * this makes the allowed part work and the rest fail with a reason.
 */
import type { FetchDenied, FetchResponse, InputResponse } from "@vitrine/protocol";
import type { RuntimeContext } from "../runtimes/runtime.ts";

/** Replaces `fetch` and `XMLHttpRequest`. */
export function installFetchShim(port: MessagePort): Pick<RuntimeContext, "serveLocally" | "takeDenials"> {
  const local = new Map<string, () => Response>();
  const pending = new Map<number, (answer: FetchResponse | FetchDenied) => void>();
  let denials: string[] = [];
  let nextId = 0;

  port.onmessage = ({ data }: MessageEvent<FetchResponse | FetchDenied | InputResponse>) => {
    if (data.type === "input-response") return;
    pending.get(data.requestId)?.(data);
    pending.delete(data.requestId);
  };

  const ask = (method: string, url: string): Promise<Response> =>
    new Promise((resolve, reject) => {
      const requestId = nextId++;
      pending.set(requestId, (answer) => {
        if (answer.type === "fetch-denied") {
          denials = [...denials.slice(-9), answer.reason];
          reject(new TypeError(answer.reason));
        } else resolve(responseOf(url, answer));
      });
      port.postMessage({ type: "fetch-request", requestId, method, url });
    });

  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const url = typeof input === "string" ? input : "url" in input ? input.url : input.href;
    const method = init?.method ?? request?.method ?? "GET";
    return local.get(url)?.() ?? ask(method.toUpperCase(), url);
  };
  globalThis.XMLHttpRequest = RefusedXMLHttpRequest as unknown as typeof XMLHttpRequest;

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

function responseOf(url: string, { status, headers, body }: FetchResponse): Response {
  const nullBody = status === 204 || status === 205 || status === 304;
  const response = new Response(nullBody ? null : body, { status, headers });
  // A constructed Response has no URL; Pyodide and micropip read it.
  Object.defineProperty(response, "url", { value: url });
  return response;
}

function RefusedXMLHttpRequest(): never {
  throw new TypeError("The network is closed: synchronous requests cannot ask the page's broker.");
}
