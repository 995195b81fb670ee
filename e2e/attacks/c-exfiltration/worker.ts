import { assert, type Attack, type Catch, equal, once, settings, type Trap } from "../harness/index.ts";
import { type Hostile, hostileSandbox, runHostile } from "../support/hostile-runtime.ts";
import { arrived, catchesOf, createTraps, nothing } from "../support/traps.ts";
import { tryWays, type Way, workerWays } from "./worker-ways.ts";

/** Firefox wedges what runs beside a worker that failed to start (importScripts, new WebSocket wait for ever), so that way is not tried there. */
const ways = (Object.keys(workerWays) as Way[]).filter((way) => way !== "module-worker" || settings.engine !== "firefox");

/**
 * Runs in a worker: takes away whatever stands in front of native functions, tries them, and then tries them in a worker of its own, where
 * it can start one.
 */
const tryHereAndNested = `async ({ here, nested }) => {
  const tryWays = ${String(tryWays)};
  const isNative = (value) => /\\[native code\\]/.test(Function.prototype.toString.call(value));
  for (const name of ["fetch", "importScripts"]) if (!isNative(globalThis[name])) delete globalThis[name];
  const outcomes = await tryWays(here);
  // A guest starts none.
  if (!isNative(Worker)) return { here: outcomes };
  const source = "onmessage = async ({ data }) => postMessage(await (" + String(tryWays) + ")(data));";
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const answered = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => reject(new Error("no nested worker"));
  });
  worker.postMessage(nested);
  return { here: outcomes, nested: await answered };
}`;

const places = ["here", "nested"] as const;
type Places<T> = Record<(typeof places)[number], Record<Way, T>>;

const makeTraps = async (who: string): Promise<Places<Trap>> => ({ here: await createTraps(who, ways), nested: await createTraps(`${who}-nested`, ways) });
const caught = async (traps: Places<Trap>): Promise<Places<Catch>> => ({ here: await catchesOf(traps.here), nested: await catchesOf(traps.nested) });

/** All ways at once, from the guest's worker and one that it starts, and as a control from the host's. */
const tryAll = once(async (context) => {
  const [sealed, control] = [await makeTraps("guest"), await makeTraps("host")];
  const sandbox = await hostileSandbox(context, `async ({ post, finish }, argument) => {
    post({ type: "stdout-delta", text: JSON.stringify(await (${tryHereAndNested})(argument)) });
    finish();
  }`);
  // A way that stays silent is given up after 2.5 seconds. Should a browser wedge the
  // worker all the same, only the deadline ends it, and it is tried again.
  const attempt = () => runHostile(sandbox, { argument: sealed, limits: { runMs: 12_000 } });
  let ended = await attempt();
  for (let tries = 1; ended.status === "timeout" && tries < 4; tries++) ended = await attempt();
  equal(ended.status, "ok", "the guest");

  const source = `(${tryHereAndNested})(${JSON.stringify(control)}).then(postMessage, (error) => postMessage(String(error)))`;
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  context.after(() => worker.terminate());
  context.after(() => caches.delete("out"));
  await new Promise((resolve) => (worker.onmessage = resolve));
  return { outcomes: JSON.parse(ended.stdout) as Partial<Places<string>>, control: await caught(control), sealed: await caught(sealed) };
});

/** R2: nothing leaves a worker. */
export const workerAttacks: Attack[] = [
  ...ways.map((way) => ({
    id: `C-worker-${way.toLowerCase()}`,
    title: `R2: ${way} leads nowhere from the guest's worker, which starts no other: no look-up, no connection, no datagram, no request`,
    timeoutMs: 90_000,
    allowConsoleErrors: true,
    async run() {
      const { outcomes, control, sealed } = await tryAll();
      const told: string[] = [];
      for (const place of places) {
        if (workerWays[way]) arrived(control[place][way], `${way} (${place})`, !way.endsWith("-address"));
        else told.push(`control (${place}): ${JSON.stringify(control[place][way])}`);
        nothing(sealed[place][way], `(${place})`);
        const outcome = outcomes[place]?.[way] ?? "failed: no worker";
        assert(outcome.startsWith("failed"), `${place}: ${outcome}`);
      }
      return `${outcomes.here?.[way]} ${told.join("; ")}`;
    },
  })),
  ...(["address", "data"] as const).map((kind) => ({
    id: `C-worker-from-${kind}`,
    title: kind === "data" ? "R2: no worker starts from a data URL, with an address in it" : "R2: no worker starts from an address",
    timeoutMs: 20_000,
    allowConsoleErrors: true,
    async run(context: Parameters<Attack["run"]>[0]) {
      const urlOf = ({ url }: Trap) => (kind === "data" ? `data:text/javascript,fetch(${encodeURIComponent(JSON.stringify(url))})` : url);
      const { sealed, control } = await createTraps(`from-${kind}`, ["sealed", "control"]);
      // Firefox may leave a worker that asks for these waiting for ever, so only arrivals count here, and the run's deadline ends it.
      const sandbox = await hostileSandbox(context, (_: Hostile, url: string) => void new Worker(url));
      await runHostile(sandbox, { argument: urlOf(sealed), limits: { bootMs: 500 } });
      // A page may start one from its own origin, or from data.
      const worker = new Worker(kind === "data" ? urlOf(control) : URL.createObjectURL(new Blob([`importScripts("${control.url}")`])));
      context.after(() => worker.terminate());
      await control.caught("http");
      nothing(await sealed.seen(), "from the guest");
    },
  })),
];
