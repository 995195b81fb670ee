import { createSandbox } from "@vitrine/sdk";
import { type Case, equal, settings } from "../harness/index.ts";
import { eventOf } from "../support/sandbox.ts";
import { countHeld } from "./count-held.ts";

export const leakCases: Case[] = [
  {
    id: "leaks",
    title: "R16, S5: however runs end, they leave no worker, port, blob URL, listener or frame; after dispose() nothing is left",
    timeoutMs: 240_000,
    async run(context) {
      const held = countHeld();
      context.after(held.stop);
      const empty = held.now();
      const sandbox = await createSandbox({ assets: settings.assets, images: false });
      const element = document.body.appendChild(document.createElement("div"));
      context.after(() => element.remove());
      const open = held.now();
      const limits = { runMs: 400 };
      for (let round = 0; round < 2; round++) {
        const aborted = sandbox.run({ code: "while True: pass" });
        await eventOf(aborted, (event) => event.type === "phase" && event.phase === "run");
        aborted.abort();
        const runs = [
          aborted,
          sandbox.run({ code: "fig = {'data': [{'type': 'bar', 'y': [1]}]}" }),
          sandbox.run({ code: "1/0" }),
          sandbox.run({ code: "while True: pass", limits }),
          sandbox.run({ code: "import os\nos._exit(3)" }),
        ];
        const results = await Promise.all(runs.map(({ result }) => result));
        equal(results.map(({ status }) => status), ["aborted", "ok", "error", "timeout", results[4]!.status], "how they ended");
        const view = await sandbox.show(results[1]!.outputs[0]!, element);
        view.dispose();
        const session = await sandbox.session();
        await session.run({ code: "x = 1" }).result;
        session.dispose();
        equal(await sandbox.inspect(), { runs: 0, sessions: 0, views: 0, viewFrames: 0, posters: 0, workers: 0, spares: 1, blobUrls: 3 }, "in the sandbox and its frame");
        equal(held.now(), open, "in the page");
      }
      sandbox.dispose();
      equal(held.now(), empty, "after dispose()");
      return JSON.stringify({ empty, open });
    },
  },
];
