import { mime } from "@vitrine/sdk";
import { assert, type Case, createSink, equal, type Sink } from "../harness/index.ts";
import { leavingWays, reach, startStaying, type StayingWay, stayingWays, type Target } from "./document-ways.ts";
import { heightOf, listenToFrames, outputOf, show } from "./show.ts";

/** HTML that runs the function and tells the page's window what came of it: the one way out that it has. */
const scriptOf = <A>(body: (argument: A) => unknown, argument: A): string =>
  `<p>guest</p><script>(async () => (${String(body)})(${JSON.stringify(argument)}))().then((value) => top.postMessage({ value }, "*"), (error) => top.postMessage({ error: String(error) }, "*"))</script>`;

async function until(fits: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await fits()) && performance.now() < end) await new Promise((resolve) => requestAnimationFrame(resolve));
}

export const scriptedCases: Case[] = [
  {
    id: "scripted",
    title: "S8: HTML runs its scripts only where the embedder lets it, in a frame of its own, of a height that is capped",
    async run(context) {
      const heard = listenToFrames(context);
      const output = outputOf({ [mime.html]: scriptOf((height: number) => (document.body.style.height = `${height}px`), 700) });
      const still = await show(context, output);
      const lively = await show(context, output, { tier: "scripted" });
      await until(() => heard.length > 0);
      equal([heard.length, still.view.needsScripts, lively.view.needsScripts], [1, true, false], "who spoke");
      const height = await heightOf(lively.slot, (now) => now > 700);
      assert(height > 700 && height < 800, `${height} pixels`);
      // Out of sight, engines lay out nothing.
      for (const { view, slot } of [still, lively]) {
        view.dispose();
        slot.remove();
      }
      const greedy = await show(context, outputOf({ [mime.html]: `<script>setInterval(() => parent.postMessage(1e9, "*"), 5); parent.postMessage({ height: 5 }, "*")</script>` }), { tier: "scripted" });
      const most = await heightOf(greedy.slot, (now) => now > 2000);
      assert(most > 2000 && most < 2100, `${most} pixels for one that wants all`);
    },
  },
  {
    id: "scripted-requests",
    title: "S8: of what scripted HTML loads, opens or sends nothing arrives (document-requests has the control)",
    timeoutMs: 30_000,
    allowConsoleErrors: true,
    async run(context) {
      const heard = listenToFrames(context);
      const ways = Object.keys(stayingWays) as StayingWay[];
      const sinks = Object.fromEntries(ways.map((way) => [way, createSink(`scripted-${way}`)])) as Record<StayingWay, Sink>;
      const targets = Object.fromEntries(ways.map((way) => [way, { url: sinks[way].url, wsUrl: sinks[way].wsUrl }])) as Record<StayingWay, Target>;
      const control = createSink("scripted-control");
      await show(context, outputOf({ [mime.html]: scriptOf(startStaying, targets) }), { tier: "scripted" });
      await until(() => heard.length > 0);
      equal(heard, [{}], "the script has run");
      // What was sent before this has arrived before it.
      await fetch(control.url);
      await control.arrived();
      for (const way of ways) equal([way, await sinks[way].arrivals()], [way, 0], "arrivals");
    },
  },
  {
    id: "scripted-navigation",
    title: "S8: scripted HTML cannot leave for an address (document-navigation has the control)",
    timeoutMs: 30_000,
    allowConsoleErrors: true,
    async run(context) {
      for (const [name, leave] of Object.entries(leavingWays)) {
        const sink = createSink(`scripted-${name}`);
        const ran = listenToFrames(context);
        await show(context, outputOf({ [mime.html]: `<script>top.postMessage("here", "*"); (${String(leave)})(${JSON.stringify(sink.url)})</script>` }), { tier: "scripted" });
        await until(() => ran.length > 0);
        await fetch(createSink("scripted-after").url);
        equal([name, ran.includes("here"), await sink.arrivals()], [name, true, 0], "arrivals");
      }
    },
  },
  {
    id: "scripted-reach",
    title: "S8: scripted HTML gets nothing of the page, of the view around it, or of the reader's device",
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run(context) {
      const heard = listenToFrames(context);
      const before = location.href;
      await show(context, outputOf({ [mime.html]: scriptOf(reach, null) }), { tier: "scripted" });
      await until(() => heard.length > 0);
      const { origin, addresses, ...seen } = (heard[0] as { value: Record<string, string> }).value;
      equal(origin, "got null", "origin");
      for (const part of [location.search, location.pathname, "host-session"]) assert(!addresses!.includes(part), `addresses: ${addresses}`);
      // WebKit says "" where the standard wants a SecurityError.
      if (seen["cookie"] === "got ") seen["cookie"] = "SecurityError";
      for (const [name, outcome] of Object.entries(seen)) assert(!outcome.startsWith("got ") || outcome === "got no answer", `${name}: ${outcome}`);
      equal([location.href, "vitrineFinish" in globalThis], [before, true], "the page is where it was");
    },
  },
];
