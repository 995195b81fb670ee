import { assert, type Attack, equal } from "../harness/index.ts";
import { hostileSandbox, runHostile } from "../support/hostile-runtime.ts";

/** Runs in a worker: makes Blobs of 8 MiB and blob URLs in every way that there is, ten times each, and says how many each way gave. */
const probe = `async () => {
  const bytes = new Uint8Array(2 ** 23).fill(1);
  const { createObjectURL } = URL;
  const small = new Blob(["x"]);
  const form = new FormData();
  form.append("x", small);
  const ways = {
    plain: () => new Blob([bytes]),
    file: () => new File([bytes], "x"),
    constructor: () => new (Blob.prototype.constructor)([bytes]),
    "file-constructor": () => new (File.prototype.constructor)([bytes], "x"),
    "file-parent": () => new (Object.getPrototypeOf(File))([bytes]),
    construct: () => Reflect.construct(Blob, [[bytes]], File),
    subclass: () => new (class extends Blob {})([bytes]),
    inherited: () => new (Object.getPrototypeOf(globalThis).Blob ?? Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).Blob ?? Blob)([bytes]),
    response: () => new Response(bytes).blob(),
    request: () => new Request("https://x.invalid/", { method: "POST", body: bytes }).blob(),
    iterable: () => new Blob({ *[Symbol.iterator]() { yield bytes; } }),
    "two-faced": () => { let asked = 0; return new Blob({ [Symbol.iterator]: () => (asked++ ? [bytes] : [])[Symbol.iterator]() }); },
    "two-faced-part": () => { let asked = 0; return new Blob([{ toString: () => (asked++ ? "x" : "x".repeat(2 ** 23)) }]); },
    "replaced-iteration": () => {
      const native = Array.prototype[Symbol.iterator];
      Array.prototype[Symbol.iterator] = function* () { yield bytes; };
      try { return new Blob([""]); } finally { Array.prototype[Symbol.iterator] = native; }
    },
    "replaced-setter": () => {
      Object.defineProperty(Array.prototype, 0, { configurable: true, set() { Object.defineProperty(this, 0, { value: bytes, configurable: true }); }, get: () => bytes });
      try { return new Blob([""]); } finally { delete Array.prototype[0]; }
    },
    "lying-size": () => new Blob([Object.defineProperty(new Uint8Array(bytes), "byteLength", { value: 0 })]),
    // In the control this takes Blob away, so it is the last.
    deleted: () => (delete globalThis.Blob, new Blob([bytes])),
  };
  const made = {};
  for (const [name, make] of Object.entries(ways)) {
    made[name] = 0;
    for (let i = 0; i < 10; i++) {
      try { if ((await make()).size >= 2 ** 23) made[name] += 1; } catch { break; }
    }
  }
  const many = (make, most = 2500) => { let count = 0; try { for (; count < most; count++) make(); } catch {} return count; };
  const counts = {
    urls: many(() => URL.createObjectURL(small)),
    "urls-held": many(() => createObjectURL.call(URL, small)),
    slices: many(() => small.slice()),
    responses: many(() => new Response(small)),
    "responses-constructor": many(() => new (Response.prototype.constructor)(small)),
    "responses-subclass": many(() => new (class extends Response {})(small)),
    requests: many(() => new Request("https://x.invalid/", { method: "POST", body: small })),
    "requests-inherited": many(() => new Request("https://x.invalid/", Object.create({ method: "POST", body: small }))),
    forms: many(() => new Response(form)),
    bitmaps: many(() => { createImageBitmap(small).catch(() => {}); }),
    bodies: many(() => { new Response("x").text(); }, 6000),
    "bodies-json": many(() => { Response.json(1).json(); }, 6000),
    "bodies-request": many(() => { new Request("https://x.invalid/", { method: "POST", body: "x" }).arrayBuffer(); }, 6000),
    clones: many(() => structuredClone(small)),
    reads: many(() => { new FileReader().readAsText(small); }),
    channels: many(() => new MessageChannel()),
    "channels-constructor": many(() => new (MessageChannel.prototype.constructor)()),
    sockets: many(() => new WebSocket("wss://x.invalid/")),
  };
  return { made, counts };
}`;

interface Found {
  made: Record<string, number>;
  counts: Record<string, number>;
}

/** S12: what a worker may have of the browser beyond its own thread. */
export const rationAttacks: Attack[] = [
  {
    id: "E-rations",
    title: "S12: a worker gets 64 MiB of Blobs, 2000 readings of them, 1000 blob URLs, 5000 readings of bodies and 1000 channels in all, however it asks for more",
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run(context) {
      const sandbox = await hostileSandbox(context, `async ({ post, finish }) => { post({ type: "stdout-delta", text: JSON.stringify(await (${probe})()) }); finish(); }`);
      const { stdout } = await runHostile(sandbox, { limits: { bootMs: 20_000 } });
      const { made, counts } = JSON.parse(stdout) as Found;
      const blobs = Object.values(made).reduce((sum, count) => sum + count, 0);
      assert(blobs > 0 && blobs <= 8, `${blobs} Blobs of 8 MiB: ${JSON.stringify(made)}`);
      const total = (...names: string[]) => names.reduce((sum, name) => sum + counts[name]!, 0);
      const rationed: [string[], number][] = [
        [["urls", "urls-held"], 1000],
        [["slices", "responses", "responses-constructor", "responses-subclass", "requests", "requests-inherited", "forms", "bitmaps"], 2000],
        [["bodies", "bodies-json", "bodies-request"], 5000],
        [["channels", "channels-constructor"], 1000],
        [["clones", "reads", "sockets"], 0],
      ];
      for (const [names, most] of rationed) assert(total(...names) <= most, `more than ${most} of ${names.join(", ")}: ${JSON.stringify(counts)}`);
      equal(total("bodies") > 4000, true, "bodies that are read, as many as there may be");

      const worker = new Worker(URL.createObjectURL(new Blob([`(${probe})().then(postMessage)`], { type: "text/javascript" })));
      context.after(() => worker.terminate());
      const control = await new Promise<Found>((resolve) => (worker.onmessage = ({ data }) => resolve(data as Found)));
      const dry = Object.entries(control.made).filter(([name, count]) => count < 10 && !["two-faced", "replaced-iteration", "replaced-setter", "deleted"].includes(name));
      equal(dry, [], "control: in a worker of the host each way gives as many as are asked for");
      const rare = Object.entries(control.counts).filter(([name, count]) => count < (name.startsWith("bodies") ? 6000 : 2500));
      equal(rare, [], "control: and so do these");
      return `${blobs} Blobs, ${JSON.stringify(counts)}`;
    },
  },
];
