import type { Case } from "../harness/index.ts";
import { readFeatures } from "./read-features.ts";
import { inWorker } from "./sealed.ts";

/** What the engine has, for whoever plans with it. */
export const featureCases: Case[] = [
  {
    id: "features-worker",
    title: "(only told) What the engine has in a worker of the frame",
    run: async (context) => listed(await inWorker(context, readFeatures, null)),
  },
  {
    id: "features-host",
    title: "(only told) What the engine has in the host page",
    run: async () => listed(await readFeatures()),
  },
];

function listed(features: Record<string, boolean>): string {
  return JSON.stringify(features);
}
