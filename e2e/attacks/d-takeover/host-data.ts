import { assert, type Attack, equal } from "../harness/index.ts";
import { sharedSandbox } from "../../conformance/support/sandbox.ts";
import { asGuest } from "../support/guest.ts";

/** What the host's page has, and nobody else may read. */
const secret = "vitrine-host-secret";

/** Runs in the guest's worker, and as a control in a worker of the host: everything that could show something of the host's. */
async function lookAround({ secret, channel }: { secret: string; channel: string }): Promise<Record<string, string>> {
  const scope = globalThis as unknown as Record<string, never>;
  const seen: Record<string, string> = {};
  const note = (name: string, value: unknown) => {
    seen[name] = typeof value === "string" ? value : value === undefined ? "absent" : String(value);
  };
  for (const name of ["document", "window", "parent", "top", "opener", "frameElement", "localStorage", "sessionStorage", "cookieStore"]) note(name, scope[name]);
  const database = new Promise<string>((resolve) => {
    try {
      const request = indexedDB.open(secret);
      request.onsuccess = () => resolve(`${secret}: opened with ${request.result.objectStoreNames.length} stores`);
      request.onerror = () => resolve("refused");
    } catch {
      resolve("refused");
    }
  });
  note("indexedDB", await database);
  const cached = async () => (await (await caches.open(secret)).match("https://vitrine.invalid/secret"))?.text() ?? "empty";
  note("caches", await cached().catch(() => "refused"));
  note("databases", await (globalThis as { indexedDB?: IDBFactory }).indexedDB?.databases?.().then((all) => JSON.stringify(all), () => "refused"));
  const manager = navigator as unknown as { storage?: { getDirectory?(): Promise<{ name: string; getFileHandle(name: string): Promise<unknown> }> } };
  const files = async () => {
    const folder = await manager.storage?.getDirectory?.();
    return folder ? folder.getFileHandle(secret).then(() => secret, () => "empty") : "absent";
  };
  note("files", await files().catch(() => "refused"));
  try {
    new BroadcastChannel(channel).postMessage("from a worker");
    note("broadcast", "sent");
  } catch (error) {
    note("broadcast", error);
  }
  note("origin", scope["origin"]);
  note("location", String(scope["location"]));
  note("stack", new Error("here").stack);
  note("entries", JSON.stringify(performance.getEntries().map(({ name }) => name)));
  note("request", new Request("x:y").referrer);
  note("name", scope["name"]);
  const globals = Object.getOwnPropertyNames(globalThis).flatMap((name) => {
    try {
      return typeof scope[name] === "string" ? [`${name}=${String(scope[name])}`] : [];
    } catch {
      return [];
    }
  });
  note("globals", globals.join(" "));
  return seen;
}

/** S1: the guest reads nothing of the host. */
export const hostDataCases: Attack[] = [
  {
    id: "D-host-data",
    title: "S1: guest code sees no document, no storage, no cookie, no cache, no address and no channel of the host's",
    timeoutMs: 60_000,
    async run(context) {
      // The page's own address carries a secret, as an embedder's may.
      const address = location.href;
      history.replaceState(null, "", `${address}&token=${secret}`);
      context.after(() => history.replaceState(null, "", address));
      document.cookie = `host-token=${secret}; SameSite=Lax`;
      localStorage.setItem("host-token", secret);
      await (await caches.open(secret)).put("https://vitrine.invalid/secret", new Response(secret));
      context.after(() => caches.delete(secret));
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(secret, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(secret);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("no database"));
      });
      context.after(() => {
        database.close();
        indexedDB.deleteDatabase(secret);
      });
      const channel = `${secret}-channel`;
      const heard: unknown[] = [];
      const listener = new BroadcastChannel(channel);
      listener.onmessage = ({ data }) => heard.push(data);
      context.after(() => listener.close());

      const argument = { secret, channel };
      const seen = await asGuest(await sharedSandbox("pyodide-0.29"), lookAround, argument);
      equal(heard, [], "what the host's channel heard of the guest");

      // Controls: the page reads its own, and a worker of the page sees what the guest must not.
      assert(document.cookie.includes(secret) && localStorage.getItem("host-token") === secret && location.href.includes(secret), "control: the page has its secrets");
      const source = `(${String(lookAround)})(${JSON.stringify(argument)}).then(postMessage, (error) => postMessage(String(error)))`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      context.after(() => worker.terminate());
      const control = await new Promise<Record<string, string>>((resolve) => (worker.onmessage = ({ data }) => resolve(data as Record<string, string>)));
      equal([control["caches"], control["indexedDB"], control["origin"]], [secret, `${secret}: opened with 1 stores`, location.origin], "control: a worker of the page");
      assert(control["databases"] === "absent" || control["databases"]!.includes(secret), `control: databases ${control["databases"]}`);
      // The message may come after the worker's answer.
      if (heard.length === 0) await new Promise((resolve) => listener.addEventListener("message", resolve, { once: true }));
      equal(heard, ["from a worker"], "control: the host's channel hears a worker of the page");

      const absent = ["document", "window", "parent", "top", "opener", "frameElement", "localStorage", "sessionStorage", "cookieStore"];
      for (const name of absent) equal([name, seen[name]], [name, "absent"], "what a worker has not");
      equal([seen["indexedDB"], seen["origin"]], ["refused", "null"], "indexedDB and origin");
      assert(["refused", "empty"].includes(seen["caches"]!), `caches: ${seen["caches"]}`);
      assert(["refused", "absent"].includes(seen["files"]!), `files: ${seen["files"]}`);
      assert(["refused", "absent", "[]"].includes(seen["databases"]!), `databases: ${seen["databases"]}`);
      for (const [name, value] of Object.entries(seen)) {
        assert(!value.includes(secret), `${name} shows the host's secret: ${value.slice(0, 500)}`);
        assert(!value.includes(location.host), `${name} shows the host's address: ${value.slice(0, 500)}`);
      }
      return JSON.stringify({ ...seen, stack: undefined, globals: undefined });
    },
  },
];
