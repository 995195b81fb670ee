import { mountHtml } from "../mount-html.ts";
import type { Renderer } from "./renderer.ts";
import { renderScriptedHtml } from "./scripted-html.ts";

/** HTML of the guest's: sanitised in a shadow root, or, where the embedder allows it, with its scripts in a frame of its own. */
export const renderHtml: Renderer = async (request) => {
  if (request.tier === "scripted") return renderScriptedHtml(request);
  const { scripts, notes } = mountHtml(request, request.data as string);
  return { needsScripts: scripts, notes };
};
