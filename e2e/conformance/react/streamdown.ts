import { LazySandbox } from "@vitrine/react";
import type { RunResult } from "@vitrine/sdk";
import { vitrineRenderer, type VitrineRendererOptions } from "@vitrine/streamdown";
import { createElement } from "react";
import { Streamdown } from "streamdown";
import { part, until } from "../element/mount.ts";
import { assert, type Case, equal, settings } from "../harness/index.ts";
import { render } from "./render.ts";

const reply = "Here it is:\n\n```python\nimport time\nprint('ran', 1 + 1)\n```\n\nAnd this is not run:\n\n```sh\nls\n```\n";

function setUp(context: Parameters<typeof render>[0], options: VitrineRendererOptions) {
  const lazy = new LazySandbox({ assets: settings.assets });
  context.after(() => lazy.dispose());
  const prepared: string[] = [];
  const results: RunResult[] = [];
  const renderer = vitrineRenderer({
    ...options,
    onResult: (result) => results.push(result),
    async sandbox() {
      const sandbox = await lazy.open();
      const prepare = sandbox.prepare.bind(sandbox);
      sandbox.prepare = (text) => {
        prepared.push(text);
        prepare(text);
      };
      return sandbox;
    },
  });
  const node = (text: string, streaming: boolean) => createElement(Streamdown, { mode: "streaming", isAnimating: streaming, plugins: { renderers: [renderer] } }, text);
  return { prepared, results, node };
}

export const streamdownCases: Case[] = [
  {
    id: "streamdown-auto",
    title: "U2: a block of Streamdown's is shown and prepared for while it streams in, runs once when its fence is closed, and not again",
    async run(context) {
      const { prepared, results, node } = setUp(context, { autoRun: true });
      const { place, again } = render(context, node("", true));
      const cell = () => place.querySelector("vitrine-run");
      const fence = reply.indexOf("```\n\nAnd");
      for (let end = 10; end < fence; end += 8) {
        again(node(reply.slice(0, end), true));
        await new Promise((resolve) => setTimeout(resolve, 20));
        assert((cell()?.live.state().status ?? "idle") === "idle", `nothing runs after ${end} characters`);
      }
      await until("the code is shown", () => part(cell()!, "code").textContent.includes("import time"));
      await until("it is prepared for", () => prepared.some((text) => text.includes("import time")));
      equal(cell()!.live.state().status, "idle", "before the fence is closed");
      for (let end = fence; end <= reply.length; end += 6) again(node(reply.slice(0, end), true));
      again(node(reply, true));
      await until("it ran", () => results.length > 0);
      equal(results[0]!.stdout, "ran 2\n", "result");
      for (let i = 0; i < 3; i++) again(node(reply, false));
      again(node(`${reply}\nMore text.`, true));
      await new Promise((resolve) => setTimeout(resolve, 300));
      equal([results.length, place.querySelectorAll("vitrine-run").length], [1, 1], "runs, cells");
    },
  },
  {
    id: "streamdown-click",
    title: "U3: without autoRun a block runs when the reader clicks Run, and ends when it leaves the page",
    async run(context) {
      const { results, node } = setUp(context, {});
      const { place, again } = render(context, node("```py\nprint('on', flush=True)\nwhile True: pass\n```\n", false));
      await until("it is shown", () => part(place.querySelector("vitrine-run")!, "run-button").matches(":enabled"));
      const cell = place.querySelector("vitrine-run")!;
      equal([cell.live.state().status, cell.language], ["idle", "python"], "before");
      part(cell, "run-button").click();
      await until("it prints", () => cell.live.state().stdout === "on\n");
      again(null);
      await until("it ended", () => cell.live.state().status === "aborted");
      equal(results.length, 0, "nobody is told any more");
    },
  },
];
