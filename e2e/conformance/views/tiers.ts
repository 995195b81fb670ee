import { mime, type ViewTier } from "@vitrine/sdk";
import { type Case, equal, rejection } from "../harness/index.ts";
import { figureOf, outputOf, show } from "./show.ts";

const tiers: ViewTier[] = ["data", "static", "scripted"];

export const tierCases: Case[] = [
  {
    id: "tiers",
    title: "S4: a view uses no tier above the one that it was given, says which one it used, and falls to the next form",
    async run(context) {
      const html = outputOf({ [mime.html]: "<p>markup</p>", [mime.text]: "text" });
      const drawn = async (output: typeof html, tier?: ViewTier) => {
        const { view } = await show(context, output, tier && { tier });
        return `${view.mime} ${view.tier}`;
      };
      equal(await Promise.all([undefined, ...tiers].map((tier) => drawn(html, tier))), ["text/html static", "text/plain data", "text/html static", "text/html scripted"], "HTML with a text");
      equal(await drawn(figureOf([{ type: "bar", y: [1] }]), "scripted"), "application/vnd.plotly.v1+json data", "a figure where scripts may run");
      const only = outputOf({ [mime.html]: "<p>markup</p>" });
      const { view } = await show(context, html, { tier: "data" });
      for (const refused of [() => show(context, only, { tier: "data" }), () => view.update(only)]) {
        const { code, fix } = (await rejection(refused(), "HTML alone")) as Error & { code?: string; fix?: string };
        equal([code, fix?.includes("static")], ["OUTPUT_UNSUPPORTED", true], "HTML alone in the tier data");
      }
      const odd = await rejection(show(context, html, { tier: "host" as ViewTier }), "a tier that is none");
      equal((odd as { code?: string }).code, "INVALID_ARGUMENT", "a tier that is none");
    },
  },
];
