import type { VitrineOutput } from "@vitrine/element";
import type { View } from "@vitrine/sdk";
import { assert, type Case, equal } from "../harness/index.ts";
import { sharedSandbox } from "../support/sandbox.ts";
import { figureOf, outputOf } from "../views/show.ts";
import { mount, next, part, until } from "./mount.ts";

export const outputCases: Case[] = [
  {
    id: "output",
    title: "U3: an output is drawn in a sealed view; another takes its place in the same frame; without a sandbox for it nothing stays",
    async run(context) {
      const element = mount(context, `<vitrine-output></vitrine-output>`).querySelector<VitrineOutput>("vitrine-output")!;
      element.sandbox = await sharedSandbox("pyodide-0.29");
      let drawn = next<View>(element, "vitrine-drawn");
      element.output = figureOf([{ type: "bar", y: [1, 2] }]);
      const view = await drawn;
      equal([view.mime, view.element.querySelector("iframe")?.getAttribute("sandbox")], ["application/vnd.plotly.v1+json", "allow-scripts"], "view");
      drawn = next<View>(element, "vitrine-drawn");
      element.output = figureOf([{ type: "scatter", y: [1, 2] }]);
      assert((await drawn) === view, "the same frame");
      element.output = undefined;
      await until("nothing stays", () => element.shadowRoot!.querySelector("iframe") === null);
    },
  },
  {
    id: "output-undrawn",
    title: "U1: what cannot be drawn is told in words",
    async run(context) {
      const element = mount(context, `<vitrine-output></vitrine-output>`).querySelector<VitrineOutput>("vitrine-output")!;
      element.sandbox = await sharedSandbox("pyodide-0.29");
      element.output = outputOf({ "application/x-unknown": new Uint8Array(2) });
      await until("it is told", () => element.shadowRoot !== null && part(element, "undrawn").textContent.startsWith("what it shows ("));
    },
  },
];
