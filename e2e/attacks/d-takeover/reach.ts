import { assert, type Attack, equal, once, settings } from "../harness/index.ts";
import { documents, inDocument, inUnsealed, type Where } from "../support/in-document.ts";
import { reach, type ReachWay, reachWays, withoutControl } from "./reach-ways.ts";

const names = Object.keys(reachWays) as ReachWay[];
/** Whether an unsealed document must get it in this engine. */
const isGranted = (name: ReachWay) => reachWays[name] === "all" || reachWays[name].includes(settings.engine);
const excuseFor = (name: ReachWay) => withoutControl[name]?.[settings.engine];
/** Of the page itself only what its frame has not shown: the rest is the page's own. */
const ofPage = names.filter((name) => reachWays[name] !== "all");
// Dialogs that nobody answers stop everything.
const askable = (name: ReachWay) => !((name === "confirm" || name === "prompt") && excuseFor(name));

/** All at once in each sealed document, and as controls in a frame of the page that is not sealed and in the page itself. */
const reachAll = once(async (context) => {
  document.cookie = "reach-host=secret; SameSite=Lax";
  const seen = {} as Record<Where, Record<ReachWay, string>>;
  for (const where of documents) seen[where] = await inDocument(context, where, reach, names);
  context.after(() => indexedDB.deleteDatabase("guest"));
  const own = await reach(ofPage.filter(askable));
  const framed = await inUnsealed(context, reach, names.filter(askable));
  if (document.fullscreenElement) await document.exitFullscreen();
  return { seen, controls: Object.fromEntries(names.map((name) => [name, [framed[name], own[name]].filter((told) => told !== undefined)])) as Record<ReachWay, string[]> };
});

/** What an engine says of a name that it does not have. */
const absent = /^TypeError: .*(undefined|is not a (function|constructor))/s;

/** What the same call came to where nothing is sealed; throws where it would not show that the seal did it. */
function controlOf(name: ReachWay, sealed: string, controls: string[]): string {
  const told = controls.join(" / ");
  if (isGranted(name)) assert(controls.some((each) => each.startsWith("got ")), `control: the page or an unsealed frame of it should get it: ${told}`);
  else if (excuseFor(name)) return `none: ${settings.engine} ${excuseFor(name)}`;
  else if (controls.every((each) => absent.test(each))) return "none: this engine has no such API";
  else assert(controls.some((each) => each !== sealed), `control: the page itself should not end as a sealed document does: ${told}`);
  return told;
}

/** S1, S8: a document of Vitrine's, even one that a script has taken over, has nothing of the page and of the reader's device. */
export const reachAttacks: Attack[] = [
  ...names.map((name) => ({
    id: `D-document-${name.toLowerCase()}`,
    title: `S1, S8: a script in the frame document or in scripted HTML does not get ${name}`,
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run() {
      const { seen, controls } = await reachAll();
      const control = controlOf(name, seen.srcdoc[name], controls[name]);
      for (const where of documents) assert(!seen[where][name].startsWith("got "), `${where}: ${seen[where][name]}`);
      return `${seen.srcdoc[name]} | ${seen.scripted[name]} | control: ${control}`;
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
