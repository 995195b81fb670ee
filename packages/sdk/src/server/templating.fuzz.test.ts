import { anyText, fc, fuzz, payloads } from "@vitrine/fuzz";
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";
import { expect, test } from "vitest";
import type { Payload } from "@vitrine/protocol";
import { escapeHtml } from "./escape.ts";
import { renderHtml, type RenderHtmlOptions } from "./render-html.ts";
import { renderScript, type RenderScriptOptions } from "./render-script.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const nodes = (node: Node): Node[] => [node, ...("childNodes" in node ? node.childNodes.flatMap(nodes) : [])];
const elements = (node: Node) => nodes(node).filter((each): each is Element => "tagName" in each);
const textOf = (node: Node): string => ("value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "");
const byTag = (root: Node, tag: string) => elements(root).filter(({ tagName }) => tagName === tag);
const attributesOf = ({ attrs }: Element) => Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
/** What HTML can hold of a text. */
const readable = (text: string) => text.replace(/\0|\p{Surrogate}/gu, "\ufffd");

/** The page's structure in words, without the texts. */
const shapeOf = (root: Node) => nodes(root).filter(({ nodeName }) => nodeName !== "#text").map((node) => [node.nodeName, ..."attrs" in node ? node.attrs.map(({ name }) => name) : []].join(" "));

/** What every page looks like that has so many sources, more than one of them named. */
const expectedShape = ({ sources }: Payload) => shapeOf(parse(renderHtml({ vitrine: 1, language: "python", sources: sources.map((_, index) => ({ name: `block ${index}`, code: "1" })) })));

function payloadIn(root: Node): unknown {
  const [data, module, ...more] = byTag(root, "script") as [Element, Element, ...Element[]];
  expect([more, textOf(module)]).toEqual([[], ""]);
  return JSON.parse(textOf(data));
}

test("T1: any payload and title: the page holds exactly its elements, the payload as it went in, and every text as it can be read", () =>
  fuzz({ share: 0.03, of: fc.tuple(payloads, anyText(200)) }, ([payload, title]) => {
    const root = parse(renderHtml(payload, { title }));
    expect(shapeOf(root)).toEqual(expectedShape(payload));
    expect(payloadIn(root)).toEqual(payload);
    expect([...byTag(root, "title"), ...byTag(root, "h1")].map(textOf)).toEqual([readable(title), readable(title)]);
    expect(byTag(root, "code").map(textOf)).toEqual(payload.sources.map(({ code }) => readable(code)));
    if (payload.sources.length > 1) expect(byTag(root, "figcaption").map(textOf)).toEqual(payload.sources.map(({ name }) => name));
  }));

test("T1: any payload: the fragment, also between an embedder's own markup, and as the srcdoc of a frame", () =>
  fuzz({ share: 0.03, of: payloads }, (payload) => {
    const fragment = parseFragment(`<main><p>before</p>${renderScript(payload)}<p>after</p></main>`);
    expect(shapeOf(fragment)).toEqual(["#document-fragment", "main", "p", "script type data-vitrine", "noscript", "script type src", "p"]);
    expect(payloadIn(fragment)).toEqual(payload);
    const [frame] = byTag(parseFragment(`<iframe srcdoc="${escapeHtml(renderHtml(payload))}"></iframe>`), "iframe") as [Element];
    expect(payloadIn(parse(attributesOf(frame)["srcdoc"] ?? ""))).toEqual(payload);
  }));

const hash = (length: number) => fc.string({ unit: fc.constantFrom("a", "Z", "0", "+", "/"), minLength: length, maxLength: length });
const part = fc.oneof(anyText(30), fc.webUrl(), fc.constantFrom("/assets/", "https://cdn.example/v/", "#chart", "main > .out", "de-CH", "pyodide-314", "'unsafe-inline'", "https://*", "https://a/;script-src *", "data:,x", "javascript:x"));
const options = fc.record({ title: part, lang: part, target: part, frameUrl: part, assets: part, distribution: part, integrity: fc.oneof(part, hash(64).map((text) => `sha384-${text}`)) }, { requiredKeys: [], noNullPrototype: true });
const payload: Payload = { vitrine: 1, language: "python", sources: [{ name: "main.py", code: "1" }] };

test("T1: any text as an option: refused with INVALID_ARGUMENT, or it stands in its attribute and nowhere else, and fits a CSP source list", async () => {
  let pages = 0;
  await fuzz({ share: 0.05, of: options }, ({ target, ...given }) => {
    // One option alone as well: with all of them together nearly every page is refused.
    for (const each of [{ ...given }, ...Object.entries(given).map(([name, value]) => ({ [name]: value }))]) pages += checkPage(each);
    pages += checkFragment({ ...(target !== undefined && { target }) });
  });
  expect(pages).toBeGreaterThan(10);
});

/** 1 where the page could be rendered. */
function checkPage(given: RenderHtmlOptions): number {
  const html = rendered(() => renderHtml(payload, given));
  if (html === undefined) return 0;
  const root = parse(html);
  const [data, module] = byTag(root, "script") as [Element, Element];
  const { "data-assets": assets, "data-frame-url": frameUrl, "data-distribution": distribution } = attributesOf(data);
  const { src, integrity } = attributesOf(module);
  const base = given.assets === undefined ? undefined : given.assets.replace(/\/?$/, "/");
  expect([assets, frameUrl, distribution]).toEqual([base, given.frameUrl, given.distribution]);
  if (given.integrity !== undefined) expect(integrity).toBe(given.integrity);
  if (base !== undefined) expect(src).toBe(`${base}vitrine.js`);
  for (const url of [src, frameUrl]) expect(url ?? "").not.toMatch(/[\s;,'"*<>\\]|^(?!https?:)[a-z]+:|^\/\//i);
  expect(byTag(root, "html").map(attributesOf)).toEqual([{ lang: given.lang ?? "en" }]);
  expect(payloadIn(root)).toEqual(payload);
  return 1;
}

function checkFragment(given: RenderScriptOptions): number {
  const html = rendered(() => renderScript(payload, given));
  if (html === undefined) return 0;
  const [data] = byTag(parseFragment(html), "script") as [Element];
  expect(attributesOf(data)["data-target"]).toBe(given.target);
  return 1;
}

function rendered(render: () => string): string | undefined {
  try {
    return render();
  } catch (error) {
    if ((error as { code?: string }).code !== "INVALID_ARGUMENT") throw error;
    return undefined;
  }
}
