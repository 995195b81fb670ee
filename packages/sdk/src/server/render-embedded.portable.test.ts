import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "parse5";
import { createPayload, renderHtml } from "./index.ts";

const payload = createPayload({ code: 'print("</script><script>alert(1)</script>")' });
const files = [
  { path: "vitrine.js", data: "H4sIAAAA" },
  { path: "pyodide-0.29/pyodide.asm.wasm", data: "AA+/aa==" },
];

interface Node {
  tagName?: string;
  attrs?: { name: string; value: string }[];
  childNodes?: Node[];
  value?: string;
}

const scripts = (node: Node): Node[] => [...(node.tagName === "script" ? [node] : []), ...(node.childNodes ?? []).flatMap(scripts)];
const textOf = (script: Node | undefined): string => script?.childNodes?.[0]?.value ?? "";

test("T2: a page with embedded files asks for nothing, and holds them as inert data", () => {
  const html = renderHtml(payload, { title: "T", lead: "First.\n\n<b>Second</b>", embedded: files });
  assert.doesNotMatch(html, /\ssrc=|\shref=|https?:/);
  const found = scripts(parse(html) as Node);
  const types = found.map(({ attrs }) => attrs?.find(({ name }) => name === "type")?.value);
  assert.deepEqual(types, ["application/json", "text/plain", "text/plain", undefined]);
  const [data, ...rest] = found;
  assert.deepEqual(JSON.parse(textOf(data)), payload);
  assert.deepEqual(rest.slice(0, 2).map(({ attrs, childNodes }) => [attrs?.find(({ name }) => name === "data-vitrine-file")?.value, childNodes?.[0]?.value]), files.map(({ path, data: text }) => [path, text]));
  assert.match(html, /<p dir="auto">First\.<\/p>\n<p dir="auto">&lt;b&gt;Second&lt;\/b&gt;<\/p>/);
});

test("T2: the one script that runs is a constant", () => {
  const last = (html: string) => textOf(scripts(parse(html) as Node).at(-1));
  const other = createPayload({ code: "other()" });
  assert.equal(last(renderHtml(payload, { embedded: files })), last(renderHtml(other, { title: "</script>", embedded: files.slice(0, 1) })));
});

test("T2: what is no file is refused before it is written", () => {
  for (const file of [{ path: "../a", data: "AA" }, { path: 'a"b', data: "AA" }, { path: "a/", data: "AA" }, { path: "a", data: "</script>" }, { path: "a", data: "AA\n" }, { path: "a", data: 5 as unknown as string }]) {
    assert.throws(() => renderHtml(payload, { embedded: [file] }), { code: "INVALID_ARGUMENT" });
  }
});
