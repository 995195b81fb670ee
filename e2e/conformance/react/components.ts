import { LiveRun, Output, Run, VitrineProvider } from "@vitrine/react";
import type { RunResult, View } from "@vitrine/sdk";
import { createElement, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { cellIn, part, until } from "../element/mount.ts";
import { assert, type Case, equal, settings } from "../harness/index.ts";
import { sharedSandbox } from "../support/sandbox.ts";
import { figureOf } from "../views/show.ts";
import { render } from "./render.ts";

const provided = (...children: Parameters<typeof createElement>[2][]) => createElement(VitrineProvider, { assets: settings.assets }, ...children);

export const componentCases: Case[] = [
  {
    id: "run",
    title: "U2: <Run> runs a code once by itself, however often it renders, tells what happens, and runs other code when it comes",
    async run(context) {
      const results: RunResult[] = [];
      const outputs: unknown[] = [];
      const node = (code: string) => provided(createElement(Run, { code, autoRun: true, className: "cell-of-mine", onResult: (result) => results.push(result), onOutput: (output) => outputs.push(output) }));
      const { place, again } = render(context, node("print('one')\n{'data': [{'type': 'bar', 'y': [1]}]}"));
      await until("it ran", () => results.length > 0);
      for (let i = 0; i < 5; i++) again(node("print('one')\n{'data': [{'type': 'bar', 'y': [1]}]}"));
      await until("the figure is drawn", () => part(cellIn(place), "output").querySelector("iframe") !== null);
      equal([results.map(({ stdout }) => stdout), outputs.length, cellIn(place).className], [["one\n"], results[0]!.outputs.length, "cell-of-mine"], "runs");
      again(node("print('two')"));
      await until("the other ran", () => results.length === 2);
      equal(results[1]!.stdout, "two\n", "the other");
    },
  },
  {
    id: "hydrate",
    title: "U3: what a server rendered is taken over without a complaint, and runs in the provider's sandbox only then",
    async run(context) {
      const results: RunResult[] = [];
      const live = new LiveRun();
      const node = createElement(StrictMode, null, provided(createElement(Run, { code: "print(1 < 2)", autoRun: true, onResult: (result) => results.push(result) }), createElement(Run, { code: "2", live })));
      const html = renderToString(node);
      assert(html.includes("<vitrine-run") && html.includes("print(1 &lt; 2)") && !html.includes("autorun"), html);
      const place = document.createElement("div");
      document.body.append(place);
      place.innerHTML = html;
      const complaints: unknown[] = [];
      const root = hydrateRoot(place, node, { onRecoverableError: (error) => complaints.push(error) });
      context.after(() => {
        root.unmount();
        place.remove();
      });
      await until("it ran", () => results.length > 0);
      equal([results[0]!.stdout, complaints.map(String)], ["True\n", []], "result");
    },
  },
  {
    id: "output-component",
    title: "U3: <Output> draws, and draws again when the output is another",
    async run(context) {
      const sandbox = await sharedSandbox("pyodide-0.29");
      const views: View[] = [];
      const node = (type: string) => createElement(Output, { output: figureOf([{ type, y: [1, 2] }]), sandbox, onDrawn: (view) => views.push(view) });
      const { again } = render(context, node("bar"));
      await until("it is drawn", () => views.length > 0);
      again(node("scatter"));
      await until("the other is drawn", () => views.length > 1);
      assert(views.every((view) => view === views[0]), "in the same view");
    },
  },
];
