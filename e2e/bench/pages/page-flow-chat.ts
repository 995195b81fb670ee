import { checkDrawn } from "../baselines/check-drawn.ts";
import { pageFlow } from "../baselines/page-flow.ts";
import bar from "../programs/bar.py?raw";
import { painted } from "./painted.ts";
import { streamReply } from "./stream-reply.ts";
import "./sample.ts";

globalThis.measure = async () => {
  await streamReply(() => {});
  const started = performance.now();
  await pageFlow(bar, document.body);
  await painted();
  const ms = performance.now() - started;
  checkDrawn(document.body, 8);
  return { "last-token": ms };
};
