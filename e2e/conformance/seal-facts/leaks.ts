import { assert, type Case, type CaseContext, createSink, equal } from "../harness/index.ts";
import { type NetworkTargets, networkWays, probeNetwork } from "./network-probe.ts";
import { inFrame, inWorker, sealedHead, sealPolicy, startWorkerAndAsk, workerSource } from "./sealed.ts";

/** What must not leave. */
export const leakCases: Case[] = [
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
        startWorkerAndAsk<Record<string, string>>({ source: workerSource(probeNetwork), argument: targets }),
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
