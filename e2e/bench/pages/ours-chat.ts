import { createPayload } from "@vitrine/sdk/server";
import { checkDrawn, figureOurs, openOurs } from "./ours.ts";
import { settle } from "./settle.ts";
import { reply, streamReply } from "./stream-reply.ts";
import "./sample.ts";

const sandbox = openOurs();

globalThis.measure = async () => {
  const chat = await sandbox;
  // A chat that has answered before.
  const earlier = await figureOurs(chat, createPayload({ markdown: reply }), document.body);
  earlier.view.dispose();
  await settle(chat);
  await streamReply((partial) => chat.prepare(partial));
  const started = performance.now();
  const { phases, view } = await figureOurs(chat, createPayload({ markdown: reply }), document.body);
  const ms = performance.now() - started;
  await checkDrawn(view, 8);
  return { "last-token": ms, ...phases };
};
