import { sealedCsp } from "../../frame/csp.ts";
import type { Renderer } from "./renderer.ts";

/** CSS pixels. */
const height = { first: 480, least: 40, most: 2000 };

/** Heights that are taken from the document: one that grows with its frame must not grow for ever, nor flood. */
const mostMessages = 20;

/** Told by the document itself, and by the guest in it if it likes: only ever a number. */
const report = `new ResizeObserver(([{ target }]) => parent.postMessage(Math.max(target.getBoundingClientRect().height, document.body ? document.body.scrollHeight : 0), "*")).observe(document.documentElement);`;

/**
 * HTML with its scripts, in a sandboxed frame inside the view: another opaque origin than the view's own, under the sealed policy, and as
 * the view around it has `frame-src 'none'`, it cannot leave for an address. A label that it cannot reach says whose it is.
 */
export const renderScriptedHtml: Renderer = async ({ root, data, alt }) => {
  const label = document.createElement("p");
  label.className = "note label";
  label.textContent = "Interactive HTML from the program";
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("referrerpolicy", "no-referrer");
  frame.title = alt;
  frame.className = "scripted";
  frame.style.height = `${height.first}px`;
  frame.srcdoc = `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${sealedCsp}"><meta http-equiv="x-dns-prefetch-control" content="off"><script>${report}</script></head>${data as string}`;
  let messages = 0;
  const listen = ({ source, data: wanted }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow) return;
    if (++messages >= mostMessages) removeEventListener("message", listen);
    if (typeof wanted === "number" && Number.isFinite(wanted)) frame.style.height = `${Math.min(Math.max(wanted, height.least), height.most)}px`;
  };
  addEventListener("message", listen);
  // Not waited for: a script that never ends must not keep the view from being one.
  root.append(label, frame);
  return { dispose: () => removeEventListener("message", listen) };
};
