// Class G of the threats: text of the guest in a page. What goes in is read back with a real HTML parser and must be the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Payload } from "@vitrine/protocol";
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";
import { createPayload } from "./create-payload.ts";
import { escapeHtml, scriptJson } from "./escape.ts";
import { renderHtml } from "./render-html.ts";
import { renderScript } from "./render-script.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const hostile = [
  "</script><script>alert(1)</script>",
  "</SCRIPT\n>",
  "<!--<script>",
  "<!--<script></script>-->",
  "--> --!> ]]>",
  "</title></style></pre></code></details></noscript></textarea><img src=x onerror=alert(1)>",
  "\u2028\u2029",
  "`${x}` ${'$'}{y}",
  "$& $1 $$ $` $'",
  "\" onload=alert(1) x='",
  "&amp; &lt; &#60; &notit; &",
  "\r\n\r\t\n",
  "\\u003c/script>",
  "\\",
  "\u202etxt\u2066\u200b\ufeff",
  "\u{1f3d9}\ufe0f 図 naïve",
  "javascript:alert(1)",
  "'; script-src *; x",
];
const all = hostile.join("\n");

function elements(node: Node): Element[] {
  const below = "childNodes" in node ? node.childNodes.flatMap(elements) : [];
  return "tagName" in node ? [node, ...below] : below;
}
const byTag = (node: Node, tag: string): Element[] => elements(node).filter(({ tagName }) => tagName === tag);
const textOf = (node: Node): string => ("value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "");
const attributesOf = ({ attrs }: Element): Record<string, string> => Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

/** Parses, and demands that the scripts are the two that belong there and that no element has an event handler. */
function read(html: string, whole: boolean): { root: Node; payload: unknown; data: Record<string, string>; module: Record<string, string> } {
  const errors: string[] = [];
  const options = { onParseError: ({ code }: { code: string }) => void errors.push(code) };
  const root: Node = whole ? parse(html, options) : parseFragment(html, options);
  // Isolated control characters in escaped text are the text's own.
  assert.deepEqual(errors.filter((code) => !/^(control-character|noncharacter)/.test(code)), []);
  const scripts = byTag(root, "script");
  assert.equal(scripts.length, 2);
  for (const { attrs } of elements(root)) for (const { name } of attrs) assert.doesNotMatch(name, /^on/);
  const [data, module] = scripts as [Element, Element];
  assert.equal(textOf(module), "");
  return { root, payload: JSON.parse(textOf(data)), data: attributesOf(data), module: attributesOf(module) };
}

function payloadWith(text: string): Payload {
  const line = Array.from(text.replace(/[\p{Cc}\u2028\u2029]/gu, " ")).slice(0, 150).join("");
  return createPayload({
    code: [{ name: `a ${line}`, code: text }, { name: "b", code: `\ud800${text}\0` }],
    packages: [line],
    files: { [`f ${line.replace(/[\\/]/g, "|")}`]: text },
    stdin: text,
    args: [text, ""],
    env: { [line.replaceAll("=", "-")]: text },
  });
}

test("T1: the page's payload equals the one given, whatever is in it", () => {
  for (const text of [...hostile, all]) {
    const payload = payloadWith(text);
    assert.deepEqual(read(renderHtml(payload, { title: text }), true).payload, payload);
    assert.deepEqual(read(renderScript(payload), false).payload, payload);
  }
});

test("T1: title, heading, names and code are readable and equal what was given", () => {
  for (const text of [...hostile, all]) {
    const payload = payloadWith(text);
    const { root } = read(renderHtml(payload, { title: text }), true);
    assert.deepEqual([...byTag(root, "title"), ...byTag(root, "h1")].map(textOf), [text, text]);
    assert.deepEqual(byTag(root, "figcaption").map(textOf), payload.sources.map(({ name }) => name));
    // What HTML cannot hold at all is replaced, and only in what is read.
    assert.deepEqual(byTag(root, "code").map(textOf), [text, `\ufffd${text}\ufffd`]);
  }
});

test("code that starts with line feeds keeps them", () => {
  const { root } = read(renderHtml(createPayload({ code: "\n\nx\n" })), true);
  assert.deepEqual(byTag(root, "code").map(textOf), ["\n\nx\n"]);
});

test("T1: hostile text leaves the page's structure as it is", () => {
  const shape = (text: string): string[] => elements(read(renderHtml(payloadWith(text), { title: text }), true).root).map(({ tagName }) => tagName);
  for (const text of [...hostile, all]) assert.deepEqual(shape(text), shape("harmless"));
});

test("a whole document: doctype, language, charset first, viewport, colour scheme, no policy, no inline code", () => {
  const html = renderHtml(createPayload({ code: "print(1)" }), { lang: "de-CH" });
  assert.match(html, /^<!doctype html>\n<html lang="de-CH">\n<head>\n<meta charset="utf-8">/);
  const { root, data, module } = read(html, true);
  const [document] = [root as DefaultTreeAdapterTypes.Document];
  assert.equal(document.mode, "no-quirks");
  assert.deepEqual(byTag(root, "meta").map((meta) => attributesOf(meta).name ?? "charset"), ["charset", "viewport", "color-scheme"]);
  assert.deepEqual(byTag(root, "title").map(textOf), ["Vitrine"]);
  assert.deepEqual(data, { type: "application/json", "data-vitrine": "", "data-target": "#vitrine" });
  assert.match(module.src ?? "", /^https:\/\/cdn\.jsdelivr\.net\/npm\/@vitrine\/sdk@\d+\.\d+\.\d+\/dist\/vitrine\.js$/);
  assert.equal(elements(root).filter((element) => attributesOf(element).id === "vitrine").length, 1);
  assert.equal(byTag(root, "noscript").length, 1);
});

test("embed options become attributes", () => {
  const payload = createPayload({ code: "1" });
  const integrity = `sha384-${"A".repeat(64)}`;
  const { data, module } = read(renderScript(payload, { assets: "/static/vitrine", target: "main > #out", frameUrl: "/frame.html?v=1&w=2", distribution: "pyodide-314", integrity }), false);
  assert.deepEqual(data, {
    type: "application/json",
    "data-vitrine": "",
    "data-assets": "/static/vitrine/",
    "data-frame-url": "/frame.html?v=1&w=2",
    "data-distribution": "pyodide-314",
    "data-target": "main > #out",
  });
  assert.deepEqual(module, { type: "module", src: "/static/vitrine/vitrine.js", integrity });
  for (const assets of ["https://cdn.example/v/", "http://localhost:3000/", "http://[::1]:8080/a/", "./assets/", "assets/", "/", "../x/"]) assert.equal(read(renderScript(payload, { assets }), false).data["data-assets"], assets);
});

test("URLs and options that could smuggle are refused", () => {
  const payload = createPayload({ code: "1" });
  const urls = [
    "", "javascript:alert(1)", "JaVaScRiPt:alert(1)//", "java\nscript:alert(1)", " javascript:alert(1)", "data:text/javascript,alert(1)", "blob:https://a/b", "file:///etc/", "ftp://a/",
    "//evil.example/", "///evil.example/", "/\\evil.example/", "\\\\evil.example\\", "https:evil.example", "https:/evil.example", "https://user:pass@a/", "https://a@b/", "https://a b/", "https://a/\u0000", "https://a/;script-src *",
    "https://a/, https://b/", "https://a/'unsafe-inline'", "https://*/", 'https://a/"onload=x', "https://a/<b>", "https://a/`", "https://a/\u2028", "https://ä/", "vbscript:x", "x".repeat(2001),
  ];
  for (const url of urls) {
    assert.throws(() => renderScript(payload, { assets: url }), { code: "INVALID_ARGUMENT" }, url);
    assert.throws(() => renderHtml(payload, { frameUrl: url }), { code: "INVALID_ARGUMENT" }, url);
  }
  for (const assets of ["/a?x=", "/a#x", null, 1, ["/a/"]]) assert.throws(() => renderScript(payload, { assets: assets as string }), { code: "INVALID_ARGUMENT" });
  for (const target of ["", "<img>", "a{}", "#a;b", "#a\n", "a\\62", "@x", "x".repeat(201)]) assert.throws(() => renderScript(payload, { target }), { code: "INVALID_ARGUMENT" }, target);
  for (const integrity of ["", "md5-x", "sha384-", `sha384-${"A".repeat(64)}" onload="x`]) assert.throws(() => renderScript(payload, { integrity }), { code: "INVALID_ARGUMENT" });
  for (const distribution of ["", "../x", "a b", '"'] as const) assert.throws(() => renderScript(payload, { distribution }), { code: "INVALID_ARGUMENT" });
  for (const lang of ["", 'en" onload="x', "en us"]) assert.throws(() => renderHtml(payload, { lang }), { code: "INVALID_ARGUMENT" });
  assert.throws(() => renderHtml(payload, { title: 1 as unknown as string }), { code: "INVALID_ARGUMENT" });
});

test("only payloads are rendered", () => {
  for (const payload of [null, {}, { vitrine: 2 }, { ...createPayload({ code: "1" }), policy: {} }]) {
    assert.throws(() => renderHtml(payload as Payload), { code: "INVALID_PAYLOAD" });
    assert.throws(() => renderScript(payload as Payload), { code: "INVALID_PAYLOAD" });
  }
});

test("scriptJson and escapeHtml hold on their own", () => {
  for (const text of [...hostile, all]) {
    const json = scriptJson({ [text]: [text] });
    assert.doesNotMatch(json, /[<\u2028\u2029]/);
    assert.deepEqual(JSON.parse(json), { [text]: [text] });
    const [div] = parseFragment(`<div title="${escapeHtml(text)}" lang='${escapeHtml(text)}'>${escapeHtml(text)}</div>`).childNodes as [Element];
    assert.deepEqual([textOf(div), attributesOf(div)], [text, { title: text, lang: text }]);
  }
  assert.equal(scriptJson(undefined), "null");
  assert.equal(escapeHtml("\0\ud800a\udc00\u{1f600}"), "\ufffd\ufffda\ufffd\u{1f600}");
});
