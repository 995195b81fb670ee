import { createSandbox, type Sandbox } from "@vitrine/sdk";
import { phasesOf, runOurs } from "./ours.ts";
import type { Sample } from "./sample.ts";

/** One row's two sides. */
export interface Pair {
  ours(sandbox: Sandbox): Promise<Sample>;
  baseline(): Promise<Sample>;
}

/** What a server-side sandbox publishes, in milliseconds. */
const published = { "wasi-cold": 5, "wasi-load": 1, "wasi-load-kept": 1, "wasi-hello": 5, "wasi-hello-kept": 5, "factorial-1000": 50, "array-sort": 200 };

/** The beginning of what each prints. */
const printed = { hello: "hello", factorial: "000000402387260077", sort: "sorted" };

const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** Compiled by the server, once. */
function moduleOf(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = kept.get(name) ?? fetch(`/bench/modules/${name}.wasm`).then(async (response) => new Uint8Array(await response.arrayBuffer()));
  kept.set(name, bytes);
  return bytes;
}

let made = 0;

/** The same with a custom section of its own (https://webassembly.github.io/spec/core/binary/modules.html#custom-section), so that nobody has seen it. */
async function unseen(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const section = new TextEncoder().encode(`\x04turn${String(++made).padStart(8, "0")}`);
  return new Uint8Array([...(await moduleOf(name)), 0, section.length, ...section]);
}

/** `how`: whether the sandbox sees it for the first time or has it still; a result that says otherwise is none. */
async function run(sandbox: Sandbox, name: keyof typeof printed, how: "compiled" | "kept" = "kept") {
  if (how === "kept") await runOurs(sandbox, { language: "wasi", module: await moduleOf(name) });
  const module = how === "kept" ? await moduleOf(name) : await unseen(name);
  const started = performance.now();
  const result = await runOurs(sandbox, { language: "wasi", module });
  const ms = performance.now() - started;
  if (result.timings.module !== how) throw new Error(`${name} was ${result.timings.module} and not ${how}`);
  if (!result.stdout.startsWith(printed[name])) throw new Error(`${name} printed ${result.stdout.slice(0, 100)}`);
  return { ms, result };
}

const modulePair = (id: keyof typeof published, ours: Pair["ours"]): [string, Pair] => [id, { ours, baseline: () => Promise.resolve({ [id]: published[id] }) }];

const whole = (id: keyof typeof published, name: keyof typeof printed, how: "compiled" | "kept") =>
  modulePair(id, async (sandbox) => {
    const { ms, result } = await run(sandbox, name, how);
    return { [id]: ms, ...phasesOf(result) };
  });

/** Modules for WASI: the whole of a run, its start alone, and what counting fuel costs. */
export const modulePairs: Record<string, Pair> = Object.fromEntries([
  modulePair("wasi-cold", async () => {
    await moduleOf("hello");
    const started = performance.now();
    const sandbox = await createSandbox({ assets: "/assets/", preload: ["wasi"] });
    try {
      await run(sandbox, "hello", "compiled");
      return { "wasi-cold": performance.now() - started };
    } finally {
      sandbox.dispose();
    }
  }),
  modulePair("wasi-load", async (sandbox) => ({ "wasi-load": (await run(sandbox, "hello", "compiled")).result.timings.boot })),
  modulePair("wasi-load-kept", async (sandbox) => ({ "wasi-load-kept": (await run(sandbox, "hello")).result.timings.boot })),
  whole("wasi-hello", "hello", "compiled"),
  whole("wasi-hello-kept", "hello", "kept"),
  whole("factorial-1000", "factorial", "compiled"),
  whole("array-sort", "sort", "compiled"),
  [
    "metering",
    {
      ours: async (sandbox) => ({ metering: (await run(sandbox, "sort")).result.timings.run }),
      baseline: async () => ({ metering: await plainly(await moduleOf("sort")) }),
    },
  ],
]);

/** Milliseconds of the module as it is, in a worker as ours is. */
async function plainly(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const code = `onmessage = async ({ data }) => {
    const { instance } = await WebAssembly.instantiate(data, { wasi_snapshot_preview1: { fd_write: () => 0 } });
    const started = performance.now();
    instance.exports._start();
    postMessage(performance.now() - started);
  };`;
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const worker = new Worker(url);
  try {
    return await new Promise<number>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(bytes);
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}
