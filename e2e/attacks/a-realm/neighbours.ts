import { type Attack, equal } from "../harness/index.ts";
import { type Hostile, hostileSandbox, runHostile, startHostile } from "../support/hostile-runtime.ts";

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
    title: "S5: workers that a run started end with it, whether it ended by itself or was aborted",
    async run(context) {
      const sandbox = await hostileSandbox(context, (async ({ post, finish }: Hostile, { role, channel }: { role: string; channel: string }) => {
        const beat = () => {
          const source = `const channel = new BroadcastChannel(${JSON.stringify(channel)}); setInterval(() => channel.postMessage(1), 5);`;
          return new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
        };
        let heard = 0;
        const listener = new BroadcastChannel(channel);
        listener.onmessage = () => (heard += 1);
        const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
        if (role !== "listen") {
          beat();
          while (heard === 0) await pause(5);
          post({ type: "stdout-delta", text: "beats" });
          if (role === "stay") await pause(60_000);
        } else {
          // What was on its way may still arrive.
          await pause(100);
          heard = 0;
          await pause(300);
          post({ type: "stdout-delta", text: String(heard) });
        }
        listener.close();
        finish();
      }));
      const listen = async (channel: string) => (await runHostile(sandbox, { argument: { role: "listen", channel } })).stdout;
      equal((await runHostile(sandbox, { argument: { role: "leave", channel: "a" } })).stdout, "beats", "control: the nested worker beats");
      equal(await listen("a"), "0", "beats after the run ended");
      const staying = startHostile(sandbox, { argument: { role: "stay", channel: "b" }, limits: { bootMs: 60_000 } });
      for await (const event of staying.events) if (event.type === "stdout") break;
      const during = await listen("b");
      staying.abort();
      equal((await staying.result).status, "aborted", "status");
      equal(await listen("b"), "0", "beats after the abort");
      return `beats that another run heard while it ran: ${during}`;
    },
  },
  {
    id: "A-shared-places",
    title: "R1: (only told) what runs of one sandbox share, if they both want to: channels, caches, locks",
    async run(context) {
      const sandbox = await hostileSandbox(context, (async ({ post, finish }: Hostile) => {
        const place = async () => {
          const cache = await caches.open("left");
          const found = (await cache.match("https://vitrine.invalid/left")) ? "found" : "empty";
          await cache.put("https://vitrine.invalid/left", new Response("left"));
          return found;
        };
        const lock = async () => {
          const { held } = await navigator.locks.query();
          void navigator.locks.request("left", () => new Promise(() => {}));
          return held!.length > 0 ? "held" : "free";
        };
        post({ type: "stdout-delta", text: JSON.stringify({ caches: await place().catch(() => "refused"), locks: await lock().catch(() => "refused") }) });
        finish();
      }));
      const first = await runHostile(sandbox);
      const second = await runHostile(sandbox);
      return `first ${first.stdout}, second ${second.stdout}`;
    },
  },
];
