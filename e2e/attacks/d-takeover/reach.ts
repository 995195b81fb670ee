import { assert, type Attack, equal, once, settings } from "../harness/index.ts";
import { documents, inDocument, inUnsealed, type Where } from "../support/in-document.ts";
import { reach, type ReachWay, reachWays } from "./reach-ways.ts";

const names = Object.keys(reachWays) as ReachWay[];
const controls = names.filter((name) => reachWays[name] === true || String(reachWays[name]).includes(settings.engine));

/** All at once in each sealed document, and what has a control in a frame of the page that is not sealed. */
const reachAll = once(async (context) => {
  document.cookie = "reach-host=secret; SameSite=Lax";
  const seen = {} as Record<Where, Record<ReachWay, string>>;
  for (const where of documents) seen[where] = await inDocument(context, where, reach, names);
  context.after(() => indexedDB.deleteDatabase("guest"));
  return { seen, control: await inUnsealed(context, reach, controls) };
});

/** S1, S8: a document of Vitrine's, even one that a script has taken over, has nothing of the page and of the reader's device. */
export const reachAttacks: Attack[] = [
  ...names.map((name) => ({
    id: `D-document-${name.toLowerCase()}`,
    title: `S1, S8: a script in the frame document or in scripted HTML does not get ${name}`,
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run() {
      const { seen, control } = await reachAll();
      if (controls.includes(name)) assert(control[name]!.startsWith("got "), `control: an unsealed frame should get it: ${control[name]}`);
      for (const where of documents) assert(!seen[where][name].startsWith("got "), `${where}: ${seen[where][name]}`);
      return `${seen.srcdoc[name]} | ${seen.scripted[name]}${controls.includes(name) ? ` | control: ${control[name]}` : ""}`;
    },
  })),
  {
    id: "D-document-addresses",
    title: "S1, S8: base, referrer, address and ancestors of a sealed document show nothing of the page's path and query",
    timeoutMs: 20_000,
    async run(context) {
      const look = () => [document.baseURI, document.referrer, location.href, document.URL, ...(location.ancestorOrigins ?? []), performance.getEntries().map(({ name }) => name).join(" ")].join(" ");
      const parts = [location.search, location.pathname];
      const control = await inUnsealed(context, look, null);
      for (const part of parts) assert(control.includes(part), `control: an unsealed frame should show ${part}: ${control}`);
      for (const where of documents) {
        const told = await inDocument(context, where, look, null);
        for (const part of parts) assert(!told.includes(part), `${where}: ${told}`);
      }
    },
  },
  {
    id: "D-document-broadcast",
    title: "S1, S8: no channel of the origin's crosses from a sealed document to the page",
    timeoutMs: 20_000,
    allowConsoleErrors: true,
    async run(context) {
      const name = `vitrine-${settings.suite}`;
      const heard: unknown[] = [];
      const channel = new BroadcastChannel(name);
      context.after(() => channel.close());
      const arrived = new Promise<void>((resolve) => {
        channel.onmessage = ({ data }) => {
          heard.push(data);
          if (data === "control") resolve();
        };
      });
      const say = ({ name, text }: { name: string; text: string }) => {
        try {
          new BroadcastChannel(name).postMessage(text);
        } catch {
          // Refused: as good.
        }
      };
      for (const where of documents) await inDocument(context, where, say, { name, text: where });
      await inUnsealed(context, say, { name, text: "control" });
      await arrived;
      equal(heard, ["control"], "what the page heard");
    },
  },
];
