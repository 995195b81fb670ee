import { assert, type Case, type CaseContext, createSink, equal, settings, type Sink } from "../harness/index.ts";
import { leavingWays, reach, startStaying, type StayingWay, stayingWays, type Target } from "./document-ways.ts";

// Vitrine runs no guest code in its documents: these cases put some into the frame document itself, as if a renderer had been taken over.

type Where = "srcdoc" | "frameUrl" | "bare";

/** Opens the product's frame document, or as a control a sandboxed one without a policy, and runs a function in it. Resolves with its value. */
async function inDocument<A, R>(context: CaseContext, where: Where, body: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
  const iframe = document.createElement("iframe");
  iframe.setAttribute("sandbox", where === "bare" ? "allow-scripts allow-forms" : "allow-scripts");
  if (where !== "bare") iframe.referrerPolicy = "no-referrer";
  const script = `{ const port = globalThis.vitrinePort;
    (async () => (${String(body)})(${JSON.stringify(argument)}))().then((value) => port.postMessage({ value }), (error) => port.postMessage({ error: String(error) })); }`;
  if (where === "frameUrl") iframe.src = `${settings.assets}frame.html`;
  else if (where === "srcdoc") iframe.srcdoc = await (await fetch(`${settings.assets}frame.html`)).text();
  else iframe.srcdoc = `<!doctype html><body><script>onmessage = (event) => { globalThis.vitrinePort = event.ports[0]; const script = document.createElement("script"); script.textContent = event.data.script; document.head.append(script); };</script>`;
  const loaded = new Promise((resolve) => iframe.addEventListener("load", resolve, { once: true }));
  document.body.append(iframe);
  context.after(() => iframe.remove());
  await loaded;
  const { port1, port2 } = new MessageChannel();
  context.after(() => port1.close());
  const answer = new Promise<R>((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<{ value: R; error?: string }>) => (data.error === undefined ? resolve(data.value) : reject(new Error(data.error)));
  });
  iframe.contentWindow!.postMessage({ script }, "*", [port2]);
  return answer;
}

const staying = Object.keys(stayingWays) as StayingWay[];

function makeSinks(label: string): { sinks: Record<StayingWay, Sink>; targets: Record<StayingWay, Target> } {
  const sinks = Object.fromEntries(staying.map((way) => [way, createSink(`${label}-${way}`)])) as Record<StayingWay, Sink>;
  return { sinks, targets: Object.fromEntries(staying.map((way) => [way, { url: sinks[way].url, wsUrl: sinks[way].wsUrl }])) as Record<StayingWay, Target> };
}

export const documentCases: Case[] = [
  {
    id: "document-requests",
    title: "S2: nothing that a script in the frame document loads, opens or sends arrives; from a document without the policy it does",
    timeoutMs: 30_000,
    allowConsoleErrors: true,
    async run(context) {
      const sealed = { srcdoc: makeSinks("srcdoc"), frameUrl: makeSinks("frame-url") };
      for (const where of ["srcdoc", "frameUrl"] as const) await inDocument(context, where, startStaying, sealed[where].targets);
      const control = makeSinks("bare");
      await inDocument(context, "bare", startStaying, control.targets);
      // Asked again and again, one after another: waiting for all at once would take every connection that there is to the sink.
      const until = performance.now() + 8000;
      for (const way of staying) while (stayingWays[way] && (await control.sinks[way].arrivals()) === 0 && performance.now() < until);
      const told: string[] = [];
      for (const way of staying) {
        const arrived = await control.sinks[way].arrivals();
        assert(arrived > 0 || !stayingWays[way], `control: ${way} should arrive`);
        if (arrived === 0) told.push(way);
        for (const where of ["srcdoc", "frameUrl"] as const) equal([where, way, await sealed[where].sinks[way].arrivals()], [where, way, 0], "arrivals");
      }
      return `no control: ${told.join(", ") || "none"}`;
    },
  },
  {
    id: "document-navigation",
    title: "S2: a script in the frame document cannot leave it, nor write another in its place, for an address",
    timeoutMs: 30_000,
    allowConsoleErrors: true,
    async run(context) {
      for (const [name, leave] of Object.entries(leavingWays)) {
        const sealed = { srcdoc: createSink(`srcdoc-${name}`), frameUrl: createSink(`frame-url-${name}`) };
        const control = createSink(`bare-${name}`);
        // Leaving, a document may take its answer along.
        const start = (where: Where, url: string) => void inDocument(context, where, leave, url).catch(() => {});
        start("srcdoc", sealed.srcdoc.url);
        start("frameUrl", sealed.frameUrl.url);
        start("bare", control.url);
        await control.arrived();
        equal([name, await sealed.srcdoc.arrivals(), await sealed.frameUrl.arrivals()], [name, 0, 0], "arrivals");
      }
    },
  },
  {
    id: "document-reach",
    title: "S1: a script in the frame document gets nothing of the page around it, no dialog, no window and no device",
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run(context) {
      assert(document.cookie.includes("host-session"), "control: the page has its cookie");
      const before = location.href;
      for (const where of ["srcdoc", "frameUrl"] as const) {
        const { origin, addresses, ...seen } = await inDocument(context, where, reach, null);
        equal([where, origin], [where, "got null"], "origin");
        // A served document knows its own address and its ancestors' origins, as every frame does; never the page's path or query.
        for (const part of [location.search, location.pathname, "host-session"]) assert(!addresses!.includes(part), `${where}: ${addresses}`);
        // WebKit says "" where the standard wants a SecurityError.
        if (seen["cookie"] === "got ") seen["cookie"] = "SecurityError";
        for (const [name, outcome] of Object.entries(seen)) assert(!outcome.startsWith("got ") || outcome === "got no answer", `${where}: ${name}: ${outcome}`);
      }
      equal([location.href, "vitrineFinish" in globalThis], [before, true], "the page is where it was");
    },
  },
];
