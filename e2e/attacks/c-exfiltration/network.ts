import { assert, type Attack, createSink, equal, settings, type Sink } from "../harness/index.ts";
import { sharedSandbox } from "../../conformance/support/sandbox.ts";
import { literal, pythonGuest } from "../support/guest.ts";
import { type Hostile, hostileSandbox, runHostile } from "../support/hostile-runtime.ts";
import { type Target, tryWays, type Way, workerWays } from "./worker-ways.ts";

/** Firefox wedges what runs beside a worker that failed to start (importScripts, new WebSocket wait for ever), so that way is not tried there. */
const ways = (Object.keys(workerWays) as Way[]).filter((way) => way !== "module-worker" || settings.engine !== "firefox");

/** A sink for each way, and what a worker needs to know of them. */
function makeSinks(label: string): { sinks: Record<Way, Sink>; targets: Record<Way, Target> } {
  const sinks = Object.fromEntries(ways.map((way) => [way, createSink(`${label}-${way}`)])) as Record<Way, Sink>;
  return { sinks, targets: Object.fromEntries(ways.map((way) => [way, { url: sinks[way].url, wsUrl: sinks[way].wsUrl }])) as Record<Way, Target> };
}

/**
 * Runs in a worker: takes away whatever stands in front of native functions, tries them, and then tries them in a worker of its own,
 * whose functions nobody has touched.
 */
const tryHereAndNested = `async ({ here, nested }) => {
  const tryWays = ${String(tryWays)};
  const isNative = (value) => /\\[native code\\]/.test(Function.prototype.toString.call(value));
  for (const name of ["fetch", "importScripts"]) if (!isNative(globalThis[name])) delete globalThis[name];
  const outcomes = await tryWays(here);
  const source = "onmessage = async ({ data }) => postMessage(await (" + String(tryWays) + ")(data));";
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const answered = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => reject(new Error("no nested worker"));
  });
  worker.postMessage(nested);
  return { here: outcomes, nested: await answered };
}`;

type Outcomes = Record<"here" | "nested", Record<Way, string>>;

const arrivalsOf = async (sinks: Record<Way, Sink>) => Object.fromEntries(await Promise.all(ways.map(async (way) => [way, await sinks[way].arrivals()] as const))) as Record<Way, number>;

/** R2: nothing leaves. */
export const networkCases: Attack[] = [
  {
    id: "C-network-javascript",
    title: "R2: no native way to the network leads out of the guest's worker, nor out of a worker that it starts; from the host's each arrives",
    timeoutMs: 90_000,
    allowConsoleErrors: true,
    async run(context) {
      const places = (who: string) => ({ here: makeSinks(who), nested: makeSinks(`${who}-nested`) });
      const [sealed, control] = [places("guest"), places("host")];
      const argument = (each: typeof sealed) => ({ here: each.here.targets, nested: each.nested.targets });

      const sandbox = await hostileSandbox(context, `async ({ post, finish }, argument) => {
        post({ type: "stdout-delta", text: JSON.stringify(await (${tryHereAndNested})(argument)) });
        finish();
      }`);
      // A way that stays silent is given up after 2.5 seconds, here and again in the nested worker. Should a browser wedge the
      // worker all the same, only the deadline ends it, and it is tried again.
      const attempt = () => runHostile(sandbox, { argument: argument(sealed), limits: { runMs: 12_000 } });
      let ended = await attempt();
      for (let tries = 1; ended.status === "timeout" && tries < 4; tries++) ended = await attempt();
      const { status, stdout } = ended;
      equal(status, "ok", "the guest");
      const attempted = JSON.parse(stdout) as Outcomes;

      const source = `(${tryHereAndNested})(${JSON.stringify(argument(control))}).then(postMessage, (error) => postMessage(String(error)))`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      context.after(() => worker.terminate());
      context.after(() => caches.delete("out"));
      await new Promise((resolve) => (worker.onmessage = resolve));

      const told: string[] = [];
      for (const place of ["here", "nested"] as const) {
        const arrived = await arrivalsOf(control[place].sinks);
        for (const way of ways) {
          assert(arrived[way] > 0 || !workerWays[way], `control: ${way} (${place}) should arrive from the host`);
          if (arrived[way] === 0) told.push(`${way} (${place}): no control`);
        }
        const left = await arrivalsOf(sealed[place].sinks);
        for (const way of ways) {
          equal(left[way], 0, `arrivals by ${way} (${place})`);
          assert(attempted[place][way].startsWith("failed"), `${way} (${place}): ${attempted[place][way]}`);
        }
      }
      return told.join("; ");
    },
  },
  {
    id: "C-network-workers",
    title: "R2: no worker starts from an address, nor from a data URL that has one",
    async run(context) {
      // Firefox may leave a worker that asks for these waiting for ever, so only arrivals count here, and the run's deadline ends it.
      const start = (_: Hostile, urls: string[]) => {
        for (const url of urls) new Worker(url);
      };
      const sandbox = await hostileSandbox(context, start);
      const [sealed, control] = [createSink("guest-worker"), createSink("host-worker")];
      const inData = (url: string) => `data:text/javascript,fetch(${encodeURIComponent(JSON.stringify(url))})`;
      for (const url of [sealed.url, inData(sealed.url)]) await runHostile(sandbox, { argument: [url], limits: { bootMs: 500 } });
      const worker = new Worker(inData(control.url));
      context.after(() => worker.terminate());
      await control.arrived();
      equal(await sealed.arrivals(), 0, "arrivals from the guest");
    },
  },
  {
    id: "C-network-python",
    title: "R2: no library of Python's reaches the network; what asks the broker is told why not",
    timeoutMs: 90_000,
    async run() {
      const sink = createSink("python");
      const { host, hostname, port } = new URL(sink.url);
      const ways = {
        pyfetch: `await __import__("pyodide.http").http.pyfetch(url)`,
        "js-fetch": "await js.fetch(url)",
        "js-xhr": "js.XMLHttpRequest.new()",
        "open-url": `__import__("pyodide.http").http.open_url(url)`,
        urllib: `__import__("urllib.request").request.urlopen(url)`,
        "http-client": `__import__("http.client").client.HTTPConnection(${literal(host)}).request("GET", "/sink/x")`,
        socket: `__import__("socket").create_connection((${literal(hostname)}, ${port}))`,
        "socket-udp": `__import__("socket").socket(2, 2).sendto(b"x", (${literal(hostname)}, ${port}))`,
        asyncio: `await __import__("asyncio").open_connection(${literal(hostname)}, ${port})`,
        "load-package": "await pyodide_js.loadPackage(url + '/x-1.0-py3-none-any.whl')",
        "load-binary": "await pyodide_js._api.loadBinaryFile(url)",
        "run-js": `run_js("fetch('${sink.url}')")`,
        system: `(lambda code: code == 0 or 1 / 0)(__import__("os").system("curl ${sink.url}"))`,
        subprocess: `__import__("subprocess").run(["curl", url])`,
        ctypes: `__import__("ctypes").CDLL(None).emscripten_wget(url.encode(), b"/tmp/x")`,
      };
      const attempts = Object.entries(ways).map(([name, code]) => `
try:
    seen[${literal(name)}] = "succeeded: " + str(${code})
except BaseException as error:
    seen[${literal(name)}] = f"{type(error).__name__}: {error}"`);
      const code = `import json, js, pyodide_js\nfrom pyodide.code import run_js\nurl = ${literal(sink.url)}\nseen = {}${attempts.join("")}\nprint(json.dumps(seen))`;
      const seen = await pythonGuest<Record<string, string>>(await sharedSandbox("pyodide-0.29"), code);
      equal(await sink.arrivals(), 0, "arrivals from Python");
      // Pyodide prints why a package did not come, and goes on; a datagram is queued for a WebSocket that does not open.
      const quiet = new Set(["load-package", "socket-udp"]);
      for (const [name, outcome] of Object.entries(seen)) assert(quiet.has(name) || !outcome.startsWith("succeeded"), `${name} ${outcome}`);
      for (const name of ["pyfetch", "js-fetch"]) assert(seen[name]!.includes("the network is closed") && seen[name]!.includes(host), `${name}: ${seen[name]}`);
      for (const name of ["urllib", "open-url", "js-xhr"]) assert(/network is closed/i.test(seen[name]!), `${name}: ${seen[name]}`);
      await fetch(sink.url);
      equal(await sink.arrivals(), 1, "control: the host's own request");
      return JSON.stringify(seen);
    },
  },
];
