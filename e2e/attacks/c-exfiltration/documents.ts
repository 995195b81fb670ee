import { assert, type Attack, type Catch, equal, once, settings, type Trap } from "../harness/index.ts";
import { documents, inDocument, type Where } from "../support/in-document.ts";
import { leavingWays, type LeavingWay, type SilentWay, silentWays, startSilent, startStaying, stayingExcuses, stayingWays, type StayingWay } from "../support/document-ways.ts";
import { catchesOf, createTraps, nothing, waitForCatches } from "../support/traps.ts";

type Ways<Name extends string> = Record<Where, Record<Name, Trap>>;

const places = [...documents, "bare"] as const;
const keysOf = <Name extends string>(ways: Record<Name, unknown>) => Object.keys(ways) as Name[];

async function trapsFor<Name extends string>(names: readonly Name[]): Promise<Ways<Name>> {
  return Object.fromEntries(await Promise.all(places.map(async (where) => [where, await createTraps(where, names)] as const))) as Ways<Name>;
}

const caught = async <Name extends string>(traps: Ways<Name>) =>
  Object.fromEntries(await Promise.all(places.map(async (where) => [where, await catchesOf(traps[where])] as const))) as Record<Where, Awaited<ReturnType<typeof catchesOf<Name>>>>;

const arrives = (way: StayingWay) => stayingWays[way] === "all" || stayingWays[way].includes(settings.engine);

/** Sealed documents first, the control last: when that has arrived, the others would have. */
const stayAll = once(async (context) => {
  const traps = await trapsFor(keysOf(stayingWays));
  for (const where of places) await inDocument(context, where, startStaying, traps[where]);
  await waitForCatches(keysOf(stayingWays).filter((way) => arrives(way) && way !== "webtransport").map((way) => traps.bare[way]), "http", 8000);
  if (arrives("webtransport")) await waitForCatches([traps.bare.webtransport], "udp", 8000);
  return caught(traps);
});

const leaveAll = once(async (context) => {
  const ways = keysOf(leavingWays);
  const traps = await trapsFor(ways);
  // Leaving, a document may take its answer along.
  for (const way of ways) for (const where of places) void inDocument(context, where, leavingWays[way], traps[where][way].url).catch(() => {});
  await waitForCatches(ways.filter((way) => !leavesNowhere.has(way)).map((way) => traps.bare[way]), "http", 15_000);
  return caught(traps);
});

/** Ways that this engine does not take even from a document without a policy: a javascript: address that leaves, pings, the Navigation API. */
const leavesNowhere = new Set<LeavingWay>({ chromium: ["javascript-url"], firefox: ["javascript-url", "ping"], webkit: ["navigation-navigate"] }[settings.engine] as LeavingWay[]);

/** Of a navigation: its look-ups and connections are an attack of their own, C-document-navigation-connects. */
const withoutConnections = (seen: Catch): Catch => ({ ...seen, dns: 0, tcp: 0 });

const silentAll = once(async (context) => {
  const ways = keysOf(silentWays);
  const [sealed, bare] = [await createTraps("silent", ways), await createTraps("silent-bare", ways)];
  await inDocument(context, "scripted", startSilent, sealed);
  await inDocument(context, "bare", startSilent, bare);
  // Both: what leaks arrives soon, and what does not is waited for once.
  for (const kind of ["tcp", "udp", "dns"] as const) {
    const some = ways.filter((way) => silentWays[way] === kind);
    await waitForCatches(some.map((way) => bare[way]), kind, 2000);
    await waitForCatches(some.map((way) => sealed[way]), kind, 1000);
  }
  return { sealed: await catchesOf(sealed), bare: await catchesOf(bare) };
});

/** Each a row in gaps.ts where an engine takes it. */
const silent: Record<string, SilentWay> = {
  "C-scripted-dns-prefetch": "dns-prefetch",
  "C-scripted-preconnect": "preconnect",
  "C-scripted-preconnect-name": "preconnect-name",
  "C-scripted-anchor": "anchor",
  "C-scripted-stun": "stun",
  "C-scripted-stun-name": "stun-name",
  "C-scripted-turn-tcp": "turn-tcp",
};

export const documentAttacks: Attack[] = [
  ...keysOf(stayingWays).map((way) => ({
    id: `C-document-${way}`,
    title: `S2, S8: nothing arrives of ${way}, from a script in the frame document or in scripted HTML; from a document without the policy it does`,
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run() {
      const seen = await stayAll();
      const control = seen.bare[way];
      if (arrives(way)) assert((way === "webtransport" ? control.udp : control.http) > 0, "control: it should arrive");
      for (const where of documents) nothing(way === "iframe" ? withoutConnections(seen[where][way]) : seen[where][way], `from ${where}`);
      return `control: ${arrives(way) ? JSON.stringify(control) : `none: ${settings.engine}: ${stayingExcuses[way]}`}`;
    },
  })),
  ...keysOf(leavingWays).map((way) => ({
    id: `C-leave-${way}`,
    title: `S2, S8: a script in the frame document or in scripted HTML cannot leave for an address (${way}); one in a document without the policy can`,
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run() {
      const seen = await leaveAll();
      assert(seen.bare[way].http > 0 || leavesNowhere.has(way), "control: it should arrive");
      for (const where of documents) nothing(withoutConnections(seen[where][way]), `from ${where}`);
      return `control: ${JSON.stringify(seen.bare[way])}`;
    },
  })),
  {
    id: "C-document-navigation-connects",
    title: "S2, S8: a navigation that the policy refuses looks up no name and opens no connection",
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run() {
      const [left, stayed] = [await leaveAll(), await stayAll()];
      const told = documents.flatMap((where) => [...Object.entries(left[where]), ["iframe", stayed[where].iframe] as const].filter(([, { dns, tcp }]) => dns + tcp > 0).map(([way]) => `${where} ${way}`));
      equal(told, [], "looked up or connected to");
    },
  },
  ...Object.entries(silent).map(([id, way]) => ({
    id,
    title: `S8: scripted HTML tells nothing without a request (${way})`,
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run({ skip }: Parameters<Attack["run"]>[0]) {
      const kind = silentWays[way];
      if (kind === "dns" && settings.sinkDomain === null) skip("there is no resolver of the tests' own");
      const { sealed, bare } = await silentAll();
      equal(sealed[way][kind], 0, `what arrived by ${kind}`);
      return `control: ${JSON.stringify(bare[way])}`;
    },
  })),
  ...["169.254.169.254", "192.168.0.1", "[fe80::1]"].map((address) => ({
    id: `C-document-address-${address.replaceAll(/\W+/g, "-").replaceAll(/^-|-$/g, "")}`,
    title: `S2: the policy refuses an address of the network around the reader (${address}) before it is asked, and says so`,
    timeoutMs: 20_000,
    allowConsoleErrors: true,
    async run(context: Parameters<Attack["run"]>[0]) {
      const url = `http://${address}/latest/meta-data/`;
      const blocked = await inDocument(context, "srcdoc", async (asked: string) => {
        const told = new Promise<string>((resolve) => addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => resolve(`${effectiveDirective} ${blockedURI}`)));
        void fetch(asked, { mode: "no-cors" }).catch(() => {});
        return told;
      }, url);
      equal(blocked, `connect-src ${url}`, "what the policy refused");
    },
  })),
];
