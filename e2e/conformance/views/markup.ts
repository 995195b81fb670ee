import { mime, type Output } from "@vitrine/sdk";
import { assert, type Case, createSink, equal } from "../harness/index.ts";
import { listenToFrames, outputOf, show } from "./show.ts";
import { vegaLite } from "./rich.ts";

const say = "top.postMessage('ran', '*')";

/** Markup that acts or asks, by every way that HTML has; each arrives when a browser takes it as it is. */
const greedyHtml = (url: string): string[] => [
  `<script>${say}; fetch("${url}")</script>`,
  `<img src="${url}" onerror="${say}" srcset="${url} 1x"><img src="x:" onerror="${say}">`,
  `<svg onload="${say}"><script>${say}</script><image href="${url}"/><use href="${url}#a"/><foreignObject><img src="${url}"></foreignObject><rect fill="url(${url}#p)" width="9" height="9"/></svg>`,
  `<svg><animate attributeName="x" onbegin="${say}" dur="1s"/><set attributeName="href" to="javascript:${say}"/></svg>`,
  `<style>@import url("${url}"); @font-face { font-family: f; src: url("${url}") } p { font-family: f; background: url("${url}") } b { --a: u\\72l("${url}"); background: var(--a) }</style><p>a</p><b>b</b>`,
  `<p style="background: url('${url}'); list-style: image-set('${url}' 1x)">a</p><table background="${url}"><tr><td>1</table>`,
  `<iframe src="${url}"></iframe><iframe srcdoc="<script>${say}</script><img src='${url}'>"></iframe><object data="${url}"></object><embed src="${url}">`,
  `<base href="${url}"><link rel="stylesheet" href="${url}"><link rel="preload" as="image" href="${url}"><meta http-equiv="refresh" content="0;url=${url}"><img src="relative.png">`,
  `<video src="${url}" poster="${url}" autoplay></video><audio src="${url}" autoplay></audio><video><source src="${url}"><track src="${url}" default></video>`,
  `<form action="${url}" id="f"><input autofocus onfocus="${say}"><input type="image" src="${url}"></form><details open ontoggle="${say}">a</details>`,
  `<math><mtext><table><mglyph><style><img src="${url}" onerror="${say}"></style></mglyph></table></mtext></math><noscript><p title="</noscript><img src=${url} onerror=${say}>">`,
  `<template><script>${say}</script><img src="${url}"></template><body onload="${say}"><a href="javascript:${say}" ping="${url}">a</a><input type="text" popover>`,
];

const attacks: Record<string, (url: string) => Output> = {
  ...Object.fromEntries(greedyHtml("").map((_, index) => [`html-${index}`, (url: string) => outputOf({ [mime.html]: greedyHtml(url)[index]! })])),
  markdown: (url) => outputOf({ [mime.markdown]: `${greedyHtml(url).join("\n\n")}\n\n![a](${url}) [b](javascript:${say}) <${url}>\n\n[c]: ${url} "d"\n` }),
  "markdown-math": (url) => outputOf({ [mime.markdown]: `$\\href{javascript:${say}}{a}$ $\\includegraphics{${url}}$ <span data-vitrine-math="display">\\includegraphics{${url}}<img src="${url}" onerror="${say}"></span>` }),
  latex: (url) => outputOf({ [mime.latex]: `$\\href{javascript:${say}}{a}$ $\\includegraphics{${url}}$ $\\text{<img src="${url}" onerror="${say}">}$ <img src="${url}" onerror="${say}">` }),
  "latex-bomb": () => outputOf({ [mime.latex]: `$\\def\\a{\\a\\a}\\a$ ${"{".repeat(20_000)} $\\rule{9999em}{9999em}$` }),
  "vega-data": (url) => vegaOf({ ...vegaLite, data: { url } }),
  "vega-lookup": (url) => vegaOf({ ...vegaLite, transform: [{ lookup: "a", from: { data: { url }, key: "a", fields: ["c"] } }] }),
  "vega-image": (url) => vegaOf({ ...vegaLite, mark: { type: "image", url, width: 20, height: 20, href: `javascript:${say}` } }),
  "vega-topojson": (url) => vegaOf({ mark: "geoshape", data: { url, format: { type: "topojson", feature: "countries" } } }),
  "vega-options": (url) => vegaOf({ ...vegaLite, usermeta: { embedOptions: { actions: true, loader: { baseURL: url }, patch: url, config: url, sourceHeader: `<script>${say}</script>`, ast: false } } }),
  "vega-expression": (url) => vegaOf({ ...vegaLite, transform: [{ calculate: `''.constructor.constructor("${say}; fetch('${url}')")()`, as: "c" }] }),
  "vega-expression-of-vega": (url) => outputOf({ "application/vnd.vega.v5+json": { signals: [{ name: "s", update: `[].map.constructor("fetch('${url}')")()` }], marks: [{ type: "image", encode: { enter: { url: { value: url } } } }] } }),
  "vega-title": (url) => vegaOf({ ...vegaLite, title: `<img src="${url}" onerror="${say}">`, description: `<script>${say}</script>` }),
};

const vegaOf = (spec: object): Output => outputOf({ "application/vnd.vegalite.v5+json": spec as never });

async function twoFrames(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

export const markupCases: Case[] = [
  {
    id: "rich-markup",
    title: "S4: nothing in HTML, Markdown, LaTeX or Vega runs or is fetched; taken as it is by a browser it does",
    allowConsoleErrors: true,
    async run(context) {
      const heard = listenToFrames(context);
      const control = createSink("rich-control");
      const bare = document.createElement("iframe");
      bare.sandbox.add("allow-scripts");
      bare.srcdoc = greedyHtml(control.url)[0]! + greedyHtml(control.url)[1]!;
      document.body.append(bare);
      context.after(() => bare.remove());
      await control.arrived();
      while (heard.length < 3) await twoFrames();
      bare.remove();
      heard.length = 0;
      const undrawn: string[] = [];
      const sinks = Object.keys(attacks).map((name) => [name, createSink(`rich-${name}`)] as const);
      for (const [name, sink] of sinks) {
        const shown = await show(context, attacks[name]!(sink.url)).catch((error: { code?: string }) => assert(error.code === "VIEW_FAILED", `${name}: ${error.code}`));
        if (!shown) undrawn.push(name);
        await twoFrames();
      }
      // The sinks are asked when everything has long been drawn.
      for (const [name, sink] of sinks) equal([name, await sink.arrivals()], [name, 0], "arrivals");
      equal(heard, [], "what scripts said");
      return `not drawn: ${undrawn.join(", ") || "none"}`;
    },
  },
  {
    id: "needs-scripts",
    title: "S8: HTML whose scripts were left out says so",
    async run(context) {
      const needs = async (html: string) => (await show(context, outputOf({ [mime.html]: html }))).view.needsScripts;
      const found: boolean[] = [];
      for (const html of ["<script>1</script>", `<div><iframe srcdoc="<script>1</script>"></iframe></div>`, `<button onclick="go()">a</button>`, "<p>script</p>", "<style>p { color: red }</style><p>a</p>"]) found.push(await needs(html));
      equal(found, [true, true, true, false, false], "needsScripts");
    },
  },
];
