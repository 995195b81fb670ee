declare function importScripts(...urls: string[]): void;

export interface ProbeTarget {
  url: string;
  wsUrl: string;
}

/** Ways by which a worker can speak to a server; each has a target of its own. */
export const networkWays = ["fetch", "fetch-no-cors", "xhr", "websocket", "eventsource", "importScripts", "import", "nested-worker"] as const;

export type NetworkTargets = Record<(typeof networkWays)[number], ProbeTarget>;

/** Runs in a worker: tries every way, waits until each has failed or succeeded, and says how each ended. */
export async function probeNetwork(targets: NetworkTargets): Promise<Record<string, string>> {
  const outcome = (promise: Promise<unknown>) => promise.then(() => "succeeded", (error: unknown) => `failed: ${String(error)}`);
  const event = (target: EventTarget, good: string) =>
    new Promise((resolve, reject) => {
      target.addEventListener(good, resolve);
      target.addEventListener("error", () => reject(new Error("error event")));
    });
  const ways: Record<string, () => Promise<unknown>> = {
    fetch: () => fetch(targets.fetch.url),
    "fetch-no-cors": () => fetch(targets["fetch-no-cors"].url, { mode: "no-cors", method: "POST", body: "secret" }),
    xhr: async () => {
      const request = new XMLHttpRequest();
      const ended = event(request, "load");
      request.open("GET", targets.xhr.url);
      request.send();
      await ended;
    },
    websocket: () => event(new WebSocket(targets.websocket.wsUrl), "open"),
    eventsource: async () => {
      const source = new EventSource(targets.eventsource.url);
      await event(source, "open").finally(() => source.close());
    },
    importScripts: async () => importScripts(targets.importScripts.url),
    import: () => import(/* @vite-ignore */ targets.import.url),
    "nested-worker": async () => {
      const source = `fetch(${JSON.stringify(targets["nested-worker"].url)}).then(() => postMessage("succeeded"), (error) => postMessage(String(error)))`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      const message = (await event(worker, "message")) as MessageEvent<string>;
      if (message.data !== "succeeded") throw new Error(message.data);
    },
  };
  const results: Record<string, string> = {};
  for (const [name, way] of Object.entries(ways)) results[name] = await outcome((async () => way())());
  return results;
}
