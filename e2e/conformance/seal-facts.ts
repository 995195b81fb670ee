import { assert, type Case, type CaseContext, createSink, equal, suite } from "./harness/index.ts";
import { readFeatures } from "./seal-facts/features.ts";
import { type NetworkTargets, networkWays, probeNetwork } from "./seal-facts/network-probe.ts";
import { answer, inFrame, inWorker, openFrame, sealedHead, sealPolicy, startWorkerAndAsk, workerSource } from "./seal-facts/sealed.ts";

declare function importScripts(...urls: string[]): void;

const size = 32 * 1024 * 1024;
const script = (text: string) => new Blob([text], { type: "text/javascript" });

// (module (func (export "answer") (result i32) i32.const 42))
const wasm = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 10, 1, 6, 97, 110, 115, 119, 101, 114, 0, 0, 10, 6, 1, 4, 0, 65, 42, 11,
]);

/** Runs in the frame: passes what the host sends on to a worker, buffers by transfer, and the worker's answer back. */
function relayToWorker(source: string, port: MessagePort): void {
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => port.postMessage(data);
  port.onmessage = ({ data }) => worker.postMessage(data, data instanceof ArrayBuffer ? [data] : []);
}

const origin: Case[] = [
  {
    id: "opaque-origin",
    title: "The frame has an opaque origin: no cookies, no storage, no way into its parent (the host has its cookie)",
    async run(context) {
      assert(document.cookie.includes("host-session"), "control: the host page should have its cookie");
      localStorage.setItem("host", "1");
      const seen = await inFrame(context, () => {
        const attempt = (read: () => unknown) => {
          try {
            return `read ${String(read())}`;
          } catch (error) {
            return (error as Error).name;
          }
        };
        return {
          origin: self.origin,
          // WebKit says "" where the standard wants a SecurityError; either way nothing of the host's shows.
          cookie: attempt(() => document.cookie).replace(/^read $/, "SecurityError"),
          localStorage: attempt(() => localStorage.length),
          sessionStorage: attempt(() => sessionStorage.length),
          parent: attempt(() => parent.document),
          parentStorage: attempt(() => parent.localStorage),
          top: attempt(() => top!.document),
        };
      }, null);
      const no = "SecurityError";
      equal(seen, { origin: "null", cookie: no, localStorage: no, sessionStorage: no, parent: no, parentStorage: no, top: no }, "what the frame sees");
    },
  },
  {
    id: "opaque-databases",
    title: "IndexedDB does not open in the frame or its worker; Cache Storage does not, or holds nothing of anybody else's",
    allowConsoleErrors: true,
    async run(context) {
      const attempt = async () => {
        const database = new Promise((resolve, reject) => {
          const request = indexedDB.open("guest");
          request.onsuccess = resolve;
          request.onerror = () => reject(request.error);
        });
        const cache = async () => {
          const found = await (await caches.open("guest")).match("https://vitrine.example/mark");
          await (await caches.open("guest")).put("https://vitrine.example/mark", new Response("left by another"));
          return (await found?.text()) ?? "opened, empty";
        };
        return {
          indexedDB: await database.then(() => "opened", () => "refused"),
          caches: await cache().catch(() => "refused"),
        };
      };
      const control = [await attempt(), await attempt()];
      context.after(() => caches.delete("guest"));
      equal(control[1], { indexedDB: "opened", caches: "left by another" }, "control: the host's own, at the second look");
      const seen = { frame: await inFrame(context, attempt, null), first: await inWorker(context, attempt, null), second: await inWorker(context, attempt, null) };
      for (const [where, { indexedDB, caches }] of Object.entries(seen)) {
        equal(indexedDB, "refused", `indexedDB in ${where}`);
        assert(caches !== "left by another", `Cache Storage in ${where} holds what another left`);
      }
      return JSON.stringify(seen);
    },
  },
  {
    id: "neutral-base",
    title: "A base before the policy, and referrerpolicy, hide the host's address from a srcdoc document",
    async run(context) {
      const read = () => ({ base: document.baseURI, referrer: document.referrer, location: location.href });
      const policyOnly = `<meta http-equiv="Content-Security-Policy" content="${sealPolicy}">`;
      const bare = await inFrame(context, read, null, { head: policyOnly, shellHead: policyOnly, referrerPolicy: "origin" });
      assert(bare.base.includes(location.search), `control: without a base the host's query should show in ${bare.base}`);
      const based = await inFrame(context, read, null);
      equal(based, { base: "about:srcdoc", referrer: "", location: "about:srcdoc" }, "addresses in the frame");
      return `without: ${JSON.stringify(bare)}`;
    },
  },
  {
    id: "broadcast-channel",
    title: "BroadcastChannel does not cross the frame's origin, in either direction",
    async run(context) {
      const channel = new BroadcastChannel("vitrine");
      context.after(() => channel.close());
      const heard: unknown[] = [];
      channel.onmessage = ({ data }) => heard.push(data);
      await inWorker(context, () => new BroadcastChannel("vitrine").postMessage("from the guest"), null);
      const control = new BroadcastChannel("vitrine");
      context.after(() => control.close());
      const arrived = new Promise((resolve) => channel.addEventListener("message", resolve, { once: true }));
      control.postMessage("from the host");
      await arrived;
      equal(heard, ["from the host"], "what the host's channel heard");
    },
  },
];

const scripts: Case[] = [
  {
    id: "worker-classic-blob",
    title: "A classic worker starts from a blob URL in the frame",
    async run(context) {
      equal(await inWorker(context, (x: number) => x + 1, 41), 42, "the worker's answer");
    },
  },
  {
    id: "worker-module-blob",
    title: "(only told) A module worker from a blob URL in the frame",
    run: (context) =>
      inFrame(
        context,
        (source: string) =>
          new Promise<string>((resolve) => {
            const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
            worker.onmessage = () => resolve("starts");
            worker.onerror = (event) => resolve(`fails: ${event.message || "(no message)"}`);
          }),
        "postMessage(1); export {};",
      ),
  },
  {
    id: "no-eval",
    title: "Text never becomes code in frame or worker, while WebAssembly compiles",
    async run(context) {
      const attempt = async (bytes: Uint8Array<ArrayBuffer>) => {
        const outcome = (run: () => unknown) => {
          try {
            return `ran: ${String(run())}`;
          } catch (error) {
            return (error as Error).name;
          }
        };
        const indirect = eval;
        return {
          eval: outcome(() => indirect("1")),
          Function: outcome(() => new Function("return 1")()),
          constructor: outcome(() => (async () => {}).constructor("return 1")()),
          wasm: (await WebAssembly.instantiate(bytes)).instance !== undefined,
        };
      };
      const refused = { eval: "EvalError", Function: "EvalError", constructor: "EvalError", wasm: true };
      equal(await inFrame(context, attempt, wasm), refused, "in the frame");
      equal(await inWorker(context, attempt, wasm), refused, "in the worker");
    },
  },
];

const blobs: Case[] = [
  {
    id: "blob-read",
    title: "A Blob of the host's, cloned over a transferred port, can be read in the frame and in its worker",
    async run(context) {
      const read = (blob: Blob) => blob.text();
      equal(await inFrame(context, read, new Blob(["grüße"])), "grüße", "in the frame");
      equal(await inWorker(context, read, new Blob(["grüße"])), "grüße", "in the worker");
    },
  },
  {
    id: "blob-worker",
    title: "A Blob of the host's starts a worker in the frame",
    async run(context) {
      const source = script(workerSource((x: number) => x * 2));
      equal(await inFrame(context, startWorkerAndAsk<number, number>, { source, argument: 21 }), 42, "the worker's answer");
    },
  },
  {
    id: "blob-import-scripts",
    title: "A Blob of the host's is a script for importScripts in the worker",
    async run(context) {
      const load = (blob: Blob) => {
        importScripts(URL.createObjectURL(blob));
        return (globalThis as { fromHost?: number }).fromHost;
      };
      equal(await inWorker(context, load, script("globalThis.fromHost = 42;")), 42, "what the script set");
    },
  },
  {
    id: "blob-import",
    title: "A Blob of the host's is a module for import() in the classic worker",
    async run(context) {
      const load = async (blob: Blob) => ((await import(/* @vite-ignore */ URL.createObjectURL(blob))) as { value: number }).value;
      equal(await inWorker(context, load, script("export const value = 42;")), 42, "what the module exports");
    },
  },
  {
    id: "blob-import-frame-url",
    title: "A blob URL that the frame made is a module and a script for its worker",
    async run(context) {
      const seen = await inFrame(
        context,
        async ({ module, classic, source }: { module: Blob; classic: Blob; source: string }) => {
          const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
          worker.postMessage([URL.createObjectURL(module), URL.createObjectURL(classic)]);
          return new Promise<unknown>((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
        },
        {
          module: script("export const value = 42;"),
          classic: script("globalThis.fromHost = 43;"),
          source: workerSource(async ([module, classic]: [string, string]) => {
            importScripts(classic);
            const { value } = (await import(/* @vite-ignore */ module)) as { value: number };
            return [value, (globalThis as { fromHost?: number }).fromHost];
          }),
        },
      );
      equal(seen, { value: [42, 43] }, "what both left");
    },
  },
  {
    id: "blob-script-element",
    title: "A Blob of the host's is a script element's source and a module in the frame's document",
    async run(context) {
      const load = async ({ classic, module }: { classic: Blob; module: Blob }) => {
        const element = document.createElement("script");
        element.src = URL.createObjectURL(classic);
        await new Promise((resolve, reject) => {
          element.onload = resolve;
          element.onerror = () => reject(new Error("the script element failed"));
          document.head.append(element);
        });
        const { value } = (await import(/* @vite-ignore */ URL.createObjectURL(module))) as { value: number };
        return [(globalThis as { fromHost?: number }).fromHost, value];
      };
      const argument = { classic: script("globalThis.fromHost = 1;"), module: script("export const value = 2;") };
      equal(await inFrame(context, load, argument), [1, 2], "what both left");
    },
  },
  {
    id: "blob-image",
    title: "A Blob of the host's is an image in the frame's document",
    async run(context) {
      const canvas = new OffscreenCanvas(3, 2);
      canvas.getContext("2d")!.fillRect(0, 0, 3, 2);
      const show = async (blob: Blob) => {
        const image = new Image();
        image.src = URL.createObjectURL(blob);
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      };
      equal(await inFrame(context, show, await canvas.convertToBlob()), [3, 2], "its size");
    },
  },
  {
    id: "blob-large",
    title: "A Blob of 32 MiB reaches the worker whole",
    async run(context) {
      const source = workerSource(async (blob: Blob) => {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        return [bytes.length, bytes[0], bytes.at(-1)];
      });
      const { port } = await openFrame(context, relayToWorker, source);
      const blob = new Blob([new Uint8Array(size).fill(7)]);
      const started = performance.now();
      const told = answer<number[]>(port);
      port.postMessage(blob);
      equal(await told, [size, 7, 7], "its length and ends");
      return `${Math.round(performance.now() - started)} ms with the worker's start`;
    },
  },
  {
    id: "buffer-transferred",
    title: "A transferred ArrayBuffer of 32 MiB reaches the worker whole",
    async run(context) {
      const source = workerSource((buffer: ArrayBuffer) => {
        const bytes = new Uint8Array(buffer);
        return [bytes.length, bytes[0], bytes.at(-1)];
      });
      const { port } = await openFrame(context, relayToWorker, source);
      const { buffer } = new Uint8Array(size).fill(7);
      const started = performance.now();
      const told = answer<number[]>(port);
      port.postMessage(buffer, [buffer]);
      equal(await told, [size, 7, 7], "its length and ends");
      return `${Math.round(performance.now() - started)} ms with the worker's start`;
    },
  },
];

const webAssembly: Case[] = [
  {
    id: "module-frame-to-worker",
    title: "A WebAssembly.Module that the frame compiled runs in its worker",
    async run(context) {
      const source = workerSource(async (module: WebAssembly.Module) => {
        const { exports } = await WebAssembly.instantiate(module);
        return (exports as { answer(): number }).answer();
      });
      const seen = await inFrame(
        context,
        async ({ source, bytes }: { source: string; bytes: Uint8Array<ArrayBuffer> }) => {
          const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
          worker.postMessage(await WebAssembly.compile(bytes));
          return new Promise<unknown>((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
        },
        { source, bytes: wasm },
      );
      equal(seen, { value: 42 }, "the worker's answer");
    },
  },
  {
    id: "module-host-to-frame",
    title: "(only told) A WebAssembly.Module sent from host to frame",
    async run(context) {
      const { port } = await openFrame(context, (_, port) => {
        port.onmessage = () => port.postMessage({ value: "arrives" });
        port.onmessageerror = () => port.postMessage({ value: "does not arrive (messageerror)" });
      }, null);
      const told = answer<string>(port);
      try {
        port.postMessage(await WebAssembly.compile(wasm));
      } catch (error) {
        return `cannot be sent (${(error as Error).name})`;
      }
      return told;
    },
  },
];

const leaks: Case[] = [
  {
    id: "worker-network",
    title: "Nothing that a worker in the frame sends arrives; the same probe in a worker of the host does",
    timeoutMs: 30_000,
    allowConsoleErrors: true,
    async run(context) {
      const probe = async (run: (targets: NetworkTargets) => Promise<Record<string, string>>) => {
        const sinks = Object.fromEntries(networkWays.map((way) => [way, createSink(way)]));
        const targets = Object.fromEntries(networkWays.map((way) => [way, { url: sinks[way]!.url, wsUrl: sinks[way]!.wsUrl }]));
        const outcomes = await run(targets as NetworkTargets);
        const counts: Record<string, number> = {};
        for (const way of networkWays) counts[way] = await sinks[way]!.arrivals();
        return { outcomes, counts };
      };
      const control = await probe((targets) =>
        startWorkerAndAsk<NetworkTargets, Record<string, string>>({ source: workerSource(probeNetwork), argument: targets }),
      );
      for (const way of networkWays) assert(control.counts[way]! > 0, `control: ${way} should arrive from the host (${control.outcomes[way]})`);
      const sealed = await probe((targets) => inWorker(context, probeNetwork, targets));
      for (const way of networkWays) {
        equal(sealed.counts[way], 0, `arrivals by ${way}`);
        assert(sealed.outcomes[way]!.startsWith("failed"), `${way} ${sealed.outcomes[way]}`);
      }
    },
  },
  ...navigationCases(),
];

/** Each starts the sealed attempt first and then waits for the same attempt without the policy to arrive, so that there is nothing to sleep for. */
function navigationCases(): Case[] {
  const ways: Record<string, (url: string) => void> = {
    assign: (url) => {
      location.href = url;
    },
    anchor: (url) => {
      const anchor = document.createElement("a");
      anchor.href = url;
      document.body.append(anchor);
      anchor.click();
    },
    "meta-refresh": (url) => {
      const meta = document.createElement("meta");
      meta.httpEquiv = "refresh";
      meta.content = `0;url=${url}`;
      document.head.append(meta);
    },
  };
  return Object.entries(ways).map(([name, leave]) => ({
    id: `navigation-${name}`,
    title: `frame-src 'none' around the frame stops its own navigation (${name}); without it the request arrives`,
    async run(context: CaseContext) {
      const sealed = createSink(`sealed-${name}`);
      const open = createSink(`open-${name}`);
      await inFrame(context, leave, sealed.url);
      await inFrame(context, leave, open.url, { shellHead: sealedHead(sealPolicy.replace("frame-src 'none'", "frame-src *")) });
      await open.arrived();
      equal(await sealed.arrivals(), 0, "arrivals from the sealed frame");
    },
  }));
}

const told: Case[] = [
  {
    id: "features-worker",
    title: "(only told) What the engine has in a worker of the frame",
    run: async (context) => listed(await inWorker(context, readFeatures, null)),
  },
  {
    id: "features-host",
    title: "(only told) What the engine has in the host page",
    run: async () => listed(await readFeatures()),
  },
];

function listed(features: Record<string, boolean>): string {
  return JSON.stringify(features);
}

await suite([...origin, ...scripts, ...blobs, ...webAssembly, ...leaks, ...told]);
