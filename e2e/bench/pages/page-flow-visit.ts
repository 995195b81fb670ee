import { checkDrawn } from "../baselines/check-drawn.ts";
import { pageFlow } from "../baselines/page-flow.ts";
import bar from "../programs/bar.py?raw";
import { painted } from "./painted.ts";
import "./sample.ts";

async function firstFigure() {
  await pageFlow(bar, document.body);
  await painted();
  const sample = { "first-figure": performance.now(), "host-stall": stall() };
  checkDrawn(document.body, 8);
  return sample;
}

globalThis.visit = firstFigure();
