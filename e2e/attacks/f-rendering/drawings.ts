import { mime, type Output } from "@vitrine/sdk";
import { figureOf, outputOf, show } from "../../conformance/views/show.ts";
import { assert, type Attack, equal } from "../harness/index.ts";
import { attacksOf } from "./draw-all.ts";

const bars = [{ type: "bar", y: [1, 2] }];

/** A picture that wants something of the network by every way that SVG has. */
const greedySvg = (url: string, say: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="${say}"><style>@import url("${url}"); rect { fill: url("${url}#f"); }</style><script>${say}; fetch("${url}")</script><image href="${url}" width="9" height="9"/><use href="${url}#x"/><foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${url}"/></foreignObject><rect width="9" height="9"/></svg>`;

const cells = (cell: string): Output => outputOf({ [mime.table]: { columns: [{ name: cell, type: cell }], index: [cell], indexName: cell, rows: [[cell]], shape: [1, 1] } });
const page = (url: string, say: string) => new TextEncoder().encode(`<!doctype html><img src="${url}" onerror="${say}"><script>${say}</script>`);

/** The bars' figure, drawn with this layout, as a document. */
async function drawing(context: Parameters<Attack["run"]>[0], layout: object): Promise<Document> {
  const { view } = await show(context, figureOf([{ type: "bar", y: [1, 2], name: "a" }], { showlegend: true, ...layout }));
  return new DOMParser().parseFromString(await (await view.toImage({ format: "svg" })).text(), "image/svg+xml");
}

const markup = `<a href="javascript:parent.postMessage('x','*')" target="_top">t</a><img src="https://example.com/picture" onerror="1"><script>1</script><iframe src="https://example.com/"></iframe>`;

export const drawingAttacks: Attack[] = [
  ...attacksOf("F-picture-", "a picture", {
    svg: { make: (url, say) => outputOf({ [mime.svg]: greedySvg(url, say) }), plain: { html: greedySvg } },
    "svg-stylesheet": { make: (url) => outputOf({ [mime.svg]: `<?xml-stylesheet href="${url}"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>` }) },
    "svg-entity": { make: (url) => outputOf({ [mime.svg]: `<!DOCTYPE svg [<!ENTITY x SYSTEM "${url}">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&x;</text></svg>` }) },
    "html-as-png": { make: (url, say) => outputOf({ [mime.png]: page(url, say) }) },
    "html-as-svg": { make: (url, say) => outputOf({ [mime.svg]: `<html xmlns="http://www.w3.org/1999/xhtml"><body onload="${say}"><img src="${url}"/></body></html>` }) },
    "html-as-audio": { make: (url, say) => outputOf({ "audio/wav": page(url, say) }) },
    "playlist-as-video": { make: (url) => outputOf({ "video/mp4": new TextEncoder().encode(`#EXTM3U\n#EXTINF:1,\n${url}\n`) }) },
  }),
  ...attacksOf("F-table-", "a table", {
    cells: { make: (url, say) => cells(`<img src="${url}" onerror="${say}">`) },
    links: { make: (url, say) => cells(`<a href="javascript:${say}">${url}</a>`) },
  }),
  ...attacksOf("F-text-", "text and JSON", {
    ansi: { make: (url) => outputOf({ [mime.text]: `\u001b]8;;${url}\u0007link\u001b]8;;\u0007 \u001b[31m<img src="${url}">\u202e` }) },
    json: { make: (url, say) => outputOf({ [mime.json]: { [`<img src="${url}" onerror="${say}">`]: `<script>${say}</script>` } }) },
  }),
  {
    id: "F-drawing-markup",
    title: "S4: markup in a figure's texts is text: the drawing holds no script, no handler, no picture and no javascript: link",
    timeoutMs: 30_000,
    async run(context) {
      const control = await drawing(context, { title: { text: `<b>bold</b> <a href="https://example.com/">link</a>` } });
      assert(control.documentElement.outerHTML.includes("https://example.com/"), "control: a link that may be there shows in the SVG");
      const drawn = await drawing(context, { title: { text: markup }, xaxis: { title: { text: markup }, ticktext: [markup], tickvals: [0] }, annotations: [{ text: markup, x: 0, y: 1 }], legend: { title: { text: markup } } });
      assert(drawn.querySelector("text") !== null && drawn.querySelector("parsererror") === null, "control: the drawing has texts");
      for (const element of drawn.querySelectorAll("*")) {
        assert(!["script", "img", "image", "iframe", "foreignObject"].includes(element.localName), `the drawing holds a ${element.localName}`);
        for (const { name, value } of element.attributes) assert(!name.startsWith("on") && !/^\s*(javascript|data|vbscript):/i.test(value), `${element.localName} has ${name}="${value}"`);
      }
    },
  },
  ...["__proto__", "constructor"].map((key) => ({
    id: `F-drawing-${key.replaceAll("_", "")}`,
    title: `S4: the key ${key} in a figure, a table and a chart changes nothing in the host`,
    timeoutMs: 30_000,
    async run(context: Parameters<Attack["run"]>[0]) {
      const polluting = () => JSON.parse(`{"${key}": {"polluted": 1, "prototype": {"polluted": 1}}}`) as object;
      assert(Object.hasOwn(polluting(), key), "control: the key is the object's own");
      await show(context, figureOf([{ type: "bar", y: [1], ...polluting() }], JSON.parse(`{"${key}": {"polluted": 1}, "xaxis": {"${key}": {"polluted": 1}}}`) as object));
      await show(context, outputOf({ [mime.json]: polluting() as never }, polluting() as never));
      equal([({} as { polluted?: number }).polluted, (Object as unknown as { polluted?: number }).polluted], [undefined, undefined], "Object.prototype and Object");
    },
  })),
  ...Object.entries({
    plotly: figureOf(bars, { height: 1_000_000, width: 1_000_000 }),
    html: outputOf({ [mime.html]: `<div style="width: 1000000px; height: 1000000px">a</div>` }),
    fixed: outputOf({ [mime.html]: `<div style="position: fixed; inset: -9999px; width: 200vw; height: 200vh; z-index: 2147483647; background: red">a</div>` }),
    scrolled: outputOf({ [mime.html]: `<style>:host, html, body { position: fixed !important; inset: 0; z-index: 2147483647; transform: scale(99); margin: -9999px }</style>a` }),
    svg: outputOf({ [mime.svg]: `<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1000000" style="position: fixed; inset: 0"/>` }),
    text: outputOf({ [mime.text]: `${"x".repeat(100_000)}\n`.repeat(5) }),
  }).map(([name, output]) => ({
    id: `F-slot-${name}`,
    title: `S4: an output that wants to be larger than its slot, or over it, stays inside (${name})`,
    timeoutMs: 30_000,
    async run(context: Parameters<Attack["run"]>[0]) {
      const { slot } = await show(context, output).catch((error: { code?: string }) => {
        equal(error.code, "OUTPUT_LIMIT", "refused");
        return { slot: document.createElement("div") };
      });
      assert(slot.clientHeight <= 4000 && slot.clientWidth <= 600 && slot.scrollWidth <= 600, `${slot.clientWidth} × ${slot.clientHeight}`);
      const beside = document.elementFromPoint(slot.getBoundingClientRect().right + 5, 5);
      assert(!slot.contains(beside), "something stands beside the slot");
    },
  })),
  ...Object.entries({
    "F-focus-html": `<input autofocus><button autofocus>a</button><a href="#" autofocus>b</a><p tabindex="0" autofocus>c</p><div contenteditable autofocus>d</div><details open autofocus></details>`,
    "F-focus-scripted": `<input autofocus><script>const input = document.querySelector("input"); focus(); input.focus(); setInterval(() => { focus(); input.focus(); }, 10)</script>`,
  }).map(([id, html]) => ({
    id,
    title: id === "F-focus-scripted" ? "S8: scripted HTML does not take the focus from the page" : "S4: HTML does not take the focus from the page",
    timeoutMs: 30_000,
    async run(context: Parameters<Attack["run"]>[0]) {
      const input = document.body.appendChild(document.createElement("input"));
      context.after(() => input.remove());
      input.focus();
      equal(document.activeElement === input, true, "control: the page's own field has the focus");
      await show(context, outputOf({ [mime.html]: html }), id === "F-focus-scripted" ? { tier: "scripted" } : {});
      await new Promise((resolve) => setTimeout(resolve, 500));
      equal(document.activeElement?.localName, "input", "what has the focus");
    },
  })),
];
