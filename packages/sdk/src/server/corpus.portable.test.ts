// Every reply of the corpus, with its front matter and without it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { createPayload } from "./create-payload.ts";
import { extractCode } from "./extract-code.ts";
import { renderHtml } from "./render-html.ts";

const folder = new URL("../../../../e2e/corpus/replies/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".md"));

test("the corpus is there", () => {
  assert.ok(names.length >= 42);
});

for (const name of names) {
  test(`${name} gives the blocks that it holds`, () => {
    const markdown = readFileSync(new URL(name, folder), "utf8");
    const [, json = "", ...rest] = markdown.split("\n");
    const { expect } = JSON.parse(json) as { expect: { blocks?: number } };
    const reply = rest.slice(1).join("\n");
    const blocks = extractCode(markdown);
    assert.equal(blocks.length, expect.blocks ?? 1);
    const lines = markdown.split("\n");
    for (const { language, code, line, closed } of blocks) {
      assert.equal(language, "python");
      assert.equal(closed, name !== "unterminated-fence.md");
      // Each line of code stands where the block says, behind at most the indentation of a list.
      for (const [index, text] of code.split("\n").entries()) assert.equal(lines[line - 1 + index]?.trim(), text.trim());
    }
    // The command line takes the front matter off; it makes no difference but for the line.
    assert.deepEqual(
      extractCode(reply).map((block) => ({ ...block, line: block.line + 3 })),
      blocks,
    );
    assert.deepEqual(
      createPayload({ markdown }).sources.map(({ code }) => code),
      blocks.map(({ code }) => code),
    );
    assert.ok(renderHtml(createPayload({ markdown })).startsWith("<!doctype html>"));
  });
}
