import bar from "../programs/bar.py?raw";
import { checkDrawn, figureOurs, openOurs } from "./ours.ts";
import "./sample.ts";

async function firstFigure() {
  const sandbox = await openOurs();
  const open = performance.now();
  const { phases, view } = await figureOurs(sandbox, { code: bar }, document.body);
  const sample = { "first-figure": performance.now(), "host-stall": stall(), open, ...phases };
  await checkDrawn(view, 8);
  return sample;
}

globalThis.visit = firstFigure();
