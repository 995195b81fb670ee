import type { Target } from "../support/document-ways.ts";

declare function importScripts(...urls: string[]): void;

/** Ways by which a worker can speak to a server, and whether every engine has them, so that the control must arrive. */
export const workerWays = {
  importScripts: true,
  fetch: true,
  "fetch-post": true,
  "fetch-address": true,
  "fetch-request": true,
  xhr: true,
  "xhr-sync": true,
  websocket: true,
  "websocket-address": true,
  "websocket-stream": false,
  eventsource: true,
  import: true,
  "import-json": false,
  "wasm-streaming": true,
  "module-worker": true,
  "font-face": false,
  "cache-add": true,
  webtransport: false,
  "peer-connection": false,
} as const;

export type Way = keyof typeof workerWays;

/** Runs in a worker: tries every way at once, and says how each ended. */
export async function tryWays(targets: Record<Way, Target>): Promise<Record<string, string>> {
  const scope = globalThis as unknown as Record<string, new (...args: unknown[]) => never>;
  const first = (target: EventTarget, good: string) =>
    new Promise((resolve, reject) => {
      target.addEventListener(good, resolve);
      target.addEventListener("error", () => reject(new Error("error event")));
    });
  const answers = (worker: Worker) => first(worker, "message").finally(() => worker.terminate());
  const blobUrl = (text: string) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const request = (url: string, async: boolean) => {
    const made = new XMLHttpRequest();
    made.open("GET", url, async);
    made.send();
    return made;
  };
  const ways: Record<Way, (target: Target) => unknown> = {
    importScripts: ({ url }) => importScripts(url),
    fetch: ({ url }) => fetch(url),
    "fetch-post": ({ url }) => fetch(url, { mode: "no-cors", method: "POST", body: "secret", keepalive: true, referrerPolicy: "unsafe-url" }),
    "fetch-address": ({ address }) => fetch(`http://${address}/`, { mode: "no-cors" }),
    "fetch-request": ({ url }) => fetch(new Request(url, { mode: "no-cors", cache: "reload", credentials: "include" })),
    xhr: ({ url }) => first(request(url, true), "load"),
    "xhr-sync": ({ url }) => request(url, false).responseText,
    websocket: ({ wsUrl }) => first(new WebSocket(wsUrl), "open"),
    "websocket-address": ({ address }) => first(new WebSocket(`ws://${address}/`), "open"),
    "websocket-stream": ({ wsUrl }) => (new scope["WebSocketStream"]!(wsUrl) as { opened: Promise<unknown> }).opened,
    eventsource: async ({ url }) => {
      const source = new EventSource(url);
      await first(source, "open").finally(() => source.close());
    },
    import: ({ url }) => import(/* @vite-ignore */ url),
    "import-json": ({ url }) => import(/* @vite-ignore */ url, { with: { type: "json" } }),
    "wasm-streaming": ({ url }) => WebAssembly.compileStreaming(fetch(url)),
    "module-worker": ({ url }) => answers(new Worker(blobUrl(`import ${JSON.stringify(url)}; postMessage(1);`), { type: "module" })),
    "font-face": ({ url }) => (new scope["FontFace"]!("x", `url(${url})`) as FontFace).load(),
    "cache-add": async ({ url }) => (await caches.open("out")).add(url),
    webtransport: ({ address }) => (new scope["WebTransport"]!(`https://${address}/`) as { ready: Promise<unknown> }).ready,
    "peer-connection": async ({ address }) => {
      const connection = new scope["RTCPeerConnection"]!({ iceServers: [{ urls: `stun:${address}` }] }) as RTCPeerConnection;
      connection.createDataChannel("x");
      await connection.setLocalDescription();
    },
  };
  const limit = () => new Promise((_, reject) => setTimeout(() => reject(new Error("silent")), 2500));
  const attempt = async (name: Way) => {
    const outcome = await Promise.race([(async () => ways[name](targets[name]))(), limit()]).then(
      () => "succeeded",
      (error: unknown) => `failed: ${String(error)}`,
    );
    return [name, outcome] as const;
  };
  return Object.fromEntries(await Promise.all((Object.keys(targets) as Way[]).map(attempt)));
}
