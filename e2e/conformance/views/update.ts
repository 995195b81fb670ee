import { mime } from "@vitrine/sdk";
import { assert, type Case, equal, rejection } from "../harness/index.ts";
import { figureOf, frameIn, heightOf, outputOf, show } from "./show.ts";

const titled = (text: string, height = 300) => figureOf([{ type: "bar", y: [1, 2] }], { title: { text }, height });

export const updateCases: Case[] = [
  {
    id: "update",
    title: "update() draws another state in the same frame: a figure in its element, and of many only the last",
    async run(context) {
      const { view, slot } = await show(context, titled("first"));
      const frame = frameIn(view.element);
      await Promise.all(Array.from({ length: 30 }, (_, index) => view.update(titled(`state ${index}`, 250))));
      const svg = await (await view.toImage({ format: "svg" })).text();
      assert(svg.includes(">state 29</text>") && !svg.includes("first"), "the last state is drawn");
      equal([slot.children.length, frameIn(slot) === frame, await heightOf(slot, (now) => now === 250)], [1, true, 250], "what stands in the slot");
      view.setTheme("dark");
      await view.update(figureOf([{ type: "choropleth", locations: ["FRA"], z: [1] }], { title: { text: "map" } }));
      assert((await (await view.toImage({ format: "svg" })).text()).includes(">map</text>"), "a map after a bar chart");
      await view.update(titled("bars again"));
      const again = await (await view.toImage({ format: "svg" })).text();
      assert(again.includes(">bars again</text>") && again.includes("barlayer") && !again.includes("choroplethlayer"), "bars after a map, by the library that drew the map");
    },
  },
  {
    id: "update-other-type",
    title: "update() with another type of output draws that in its place; what cannot be drawn leaves what was",
    async run(context) {
      const { view, slot } = await show(context, outputOf({ [mime.text]: "a\n".repeat(20) }));
      const tall = await heightOf(slot, (now) => now > 200);
      await view.update({ ...outputOf({ [mime.html]: "<p>b</p>" }), alt: "b" });
      equal([view.mime, frameIn(view.element).title], [mime.html, "b"], "what is drawn");
      const low = await heightOf(slot, (now) => now < 100);
      assert(tall > 200 && low < 100, `heights ${tall}, ${low}`);
      const failure = await rejection(view.update(outputOf({ [mime.png]: new Uint8Array(3) })), "no picture");
      equal([(failure as { code?: string }).code, view.mime], ["VIEW_FAILED", mime.html], "after a failure");
      const unsupported = await rejection(view.update(outputOf({})), "nothing");
      view.dispose();
      const late = await rejection(view.update(titled("late")), "after dispose()");
      equal([(unsupported as { code?: string }).code, (late as { code?: string }).code], ["OUTPUT_UNSUPPORTED", "DISPOSED"], "codes");
    },
  },
];
