// The packages as they are built: importable in every runtime, and the same output in all of them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as agent from "@vitrine/sdk/agent";
import * as server from "@vitrine/sdk/server";
import * as source from "./index.ts";
import { sdkVersion } from "./version.ts";

const corpus = new URL("../../../../e2e/corpus/replies/", import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), "utf8");

test("the entry points export what the architecture promises", () => {
  assert.deepEqual(Object.keys(server).toSorted(), ["createPayload", "extractCode", "renderHtml", "renderScript"]);
  assert.deepEqual(Object.keys(agent).toSorted(), [
    "answerToolCall",
    "parseToolInput",
    "runTool",
    "runToolFor",
    "runWithRepair",
    "toAiSdkOutput",
    "toAnthropicToolResult",
    "toGeminiFunctionResponse",
    "toMcpToolResult",
    "toModelContent",
    "toOpenAIChatMessages",
    "toOpenAIResponsesOutput",
  ]);
});

test("the default URL names the version of the package", async () => {
  assert.equal((JSON.parse(await read("../../package.json")) as { version: string }).version, sdkVersion);
});

test("S9: the built server side names the integrity of the vitrine.js that was built with it, unless it is told another or none", async () => {
  const bytes = await readFile(new URL("../../dist/vitrine.js", import.meta.url));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  const own = `sha384-${btoa(String.fromCharCode(...digest))}`;
  const payload = server.createPayload({ code: "1" });
  const integrityOf = (html: string) => / integrity="([^"]*)"/.exec(html)?.[1];
  const other = `sha384-${"A".repeat(64)}`;
  assert.deepEqual([{}, { assets: "/a/" }, { integrity: false as const }, { integrity: other }].map((options) => integrityOf(server.renderScript(payload, options))), [own, own, undefined, other]);
  assert.equal(integrityOf(server.renderHtml(payload)), own);
});

test("a page is, to the byte, the example that stands beside this test", async () => {
  const markdown = await readFile(new URL("html-in-strings.md", corpus), "utf8");
  const options = { title: "Text that looks like HTML", assets: "/vitrine/", integrity: false as const };
  const html = server.renderHtml(server.createPayload({ markdown }), options);
  assert.equal(html, source.renderHtml(source.createPayload({ markdown }), options));
  assert.equal(html, await read("render-html.example.html"));
});
