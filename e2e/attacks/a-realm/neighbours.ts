import { type Attack, equal } from "../harness/index.ts";
import { type Hostile, hostileSandbox, runHostile } from "../support/hostile-runtime.ts";

/** R1: what one run leaves lying about, and what the next one finds. */
export const neighbourCases: Attack[] = [
  {
    id: "A-revoked-urls",
    title: "R1: a run that revokes every blob URL it can find does not keep the next from starting",
    async run(context) {
      const sandbox = await hostileSandbox(context, (({ post, finish }: Hostile) => {
        const urls = new Set([String(globalThis.location), ...(new Error("here").stack?.match(/blob:[^\s)]*?[0-9a-f]{12}(?![0-9a-f-])/g) ?? [])]);
        for (const url of urls) URL.revokeObjectURL(url);
        post({ type: "stdout-delta", text: String(urls.size) });
        finish();
      }));
      const { status, stdout } = await runHostile(sandbox);
      equal([status, Number(stdout) >= 2], ["ok", true], "control: the run found the addresses of its scripts");
      for (const which of ["the next run", "the one after it"]) equal((await runHostile(sandbox, { honest: true })).stdout, "honest\n", which);
      return `${stdout} URLs`;
    },
  },
  {
    id: "A-nested-workers",
    title: "R1: a run starts no worker of its own, however it asks, and so has one realm, one thread, and nothing to leave behind",
    async run(context) {
      // In this order: later ones take it away from the control.
      const tries = {
        plain: "new Worker(url)",
        listed: "new (Reflect.ownKeys(globalThis).map((name) => globalThis[name]).find((each) => typeof each === 'function' && Object(each.prototype) === each.prototype && 'terminate' in each.prototype && 'postMessage' in each.prototype))(url)",
        shared: "new SharedWorker(url)", reflect: "Reflect.construct(Worker, [url])", deleted: "(delete globalThis.Worker, new Worker(url))", redefined: "Object.defineProperty(globalThis, 'Worker', { value: undefined }) && new Worker(url)", prototype: "new (Object.getPrototypeOf(globalThis).Worker)(url)", constructor: "new (Worker.prototype.constructor)(url)" };
      const probe = `async () => {
        const url = URL.createObjectURL(new Blob(["postMessage('started')"], { type: "text/javascript" }));
        const tries = { ${Object.entries(tries).map(([name, code]) => `${name}: () => ${code}`).join(", ")} };
        const outcomes = {};
        for (const [name, attempt] of Object.entries(tries)) {
          try {
            const worker = attempt();
            outcomes[name] = await new Promise((resolve) => { worker.onmessage = () => resolve("started"); worker.onerror = () => resolve("failed"); setTimeout(() => resolve("silent " + worker), 1000); });
          } catch (error) {
            outcomes[name] = "refused";
          }
        }
        let refused = 0;
        for (let i = 0; i < 10_000; i++) { try { new Worker(url); } catch { refused += 1; } if (refused <= i) break; }
        return { ...outcomes, refused };
      }`;
      const sandbox = await hostileSandbox(context, `async ({ post, finish }) => { post({ type: "stdout-delta", text: JSON.stringify(await (${probe})()) }); finish(); }`);
      const { stdout } = await runHostile(sandbox, { limits: { bootMs: 20_000 } });
      const outcomes = JSON.parse(stdout) as Record<string, unknown>;
      equal(outcomes, { ...Object.fromEntries(Object.keys(tries).map((name) => [name, "refused"])), refused: 10_000 }, "the guest");
      const source = `(${probe.replace("10_000", "0")})().then(postMessage)`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
      context.after(() => worker.terminate());
      const control = await new Promise<Record<string, unknown>>((resolve) => (worker.onmessage = ({ data }) => resolve(data as never)));
      equal([control["plain"], control["listed"]], ["started", "started"], "control: a worker of the host starts one");
    },
  },
  {
    id: "A-shared-places",
    title: "R1: runs of one sandbox share no channel, cache, lock, database or storage, even if both want to",
    async run(context) {
      const probe = `async () => {
        const places = { channel: () => new BroadcastChannel("left"), caches: () => caches.open("left"), locks: () => navigator.locks.query(), databases: () => indexedDB.open("left"), storage: () => navigator.storage.getDirectory(),
          deleted: () => (delete globalThis.BroadcastChannel, new BroadcastChannel("left")), prototype: () => Object.getPrototypeOf(globalThis).caches.open("left"),
          getter: () => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(navigator), "locks").get.call(navigator).query() };
        // Where the engine has them on what the global object inherits from, by their own getters.
        const inherited = (name) => { for (let each = globalThis; each; each = Object.getPrototypeOf(each)) { const got = Object.getOwnPropertyDescriptor(each, name)?.get; if (got) return got.call(globalThis); } };
        for (const [name, use] of Object.entries({ caches: (it) => it.open("left"), indexedDB: (it) => it.open("left") })) places["inherited-" + name] = () => use(inherited(name));
        const outcomes = {};
        for (const [name, open] of Object.entries(places)) {
          try { await open(); outcomes[name] = "there"; } catch { outcomes[name] = "closed"; }
        }
        return outcomes;
      }`;
      const sandbox = await hostileSandbox(context, `async ({ post, finish }) => { post({ type: "stdout-delta", text: JSON.stringify(await (${probe})()) }); finish(); }`);
      const { stdout } = await runHostile(sandbox);
      for (const [name, outcome] of Object.entries(JSON.parse(stdout) as Record<string, string>)) equal(outcome, "closed", name);
      const worker = new Worker(URL.createObjectURL(new Blob([`(${probe})().then(postMessage)`], { type: "text/javascript" })));
      context.after(() => worker.terminate());
      context.after(() => caches.delete("left"));
      context.after(() => indexedDB.deleteDatabase("left"));
      const control = await new Promise<Record<string, string>>((resolve) => (worker.onmessage = ({ data }) => resolve(data as never)));
      for (const name of ["channel", "caches", "inherited-caches", "locks"]) equal(control[name], "there", `control: ${name} in a worker of the host`);
    },
  },
];
