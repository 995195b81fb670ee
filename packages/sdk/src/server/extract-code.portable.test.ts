import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeBlock } from "./code-block.ts";
import { extractCode } from "./extract-code.ts";

/** The only block of a Markdown text. */
function only(markdown: string): CodeBlock {
  const blocks = extractCode(markdown);
  assert.equal(blocks.length, 1, JSON.stringify(blocks));
  const [block] = blocks;
  assert.ok(block);
  return block;
}

test("a fenced block with everything that is known of it", () => {
  assert.deepEqual(extractCode('Look:\n\n```py title="demo.py"\nprint(1)\n```\n'), [
    { name: "demo.py", language: "python", info: 'py title="demo.py"', title: "demo.py", code: "print(1)", line: 4, closed: true },
  ]);
});

test("tilde fences hold backticks, and longer fences hold shorter ones", () => {
  assert.equal(only("~~~py\nx\n# ``` inside\n~~~").code, "x\n# ``` inside");
  const nested = only("````markdown\n```python\nx\n```\n````");
  assert.deepEqual([nested.language, nested.code], ["markdown", "```python\nx\n```"]);
});

test("fences in lists and quotes lose the indentation around them, and only that", () => {
  assert.equal(only("1. Do this:\n\n   ```python\n   for i in x:\n       print(i)\n\n   done()\n   ```\n\n2. Done").code, "for i in x:\n    print(i)\n\ndone()");
  assert.equal(only("> ```py\n> if x:\n>     y\n>\n>  z\n> ```").code, "if x:\n    y\n\n z");
  assert.equal(only("- a\n  - b\n\n    ```py\n    x\n      y\n    ```").code, "x\n  y");
  assert.equal(only("> 1. a\n>    ```py\n>    x\n>    ```").code, "x");
  assert.equal(only("-\t```python\n\tif x:\n\t\tprint(1)\n\t```").code, "if x:\n\tprint(1)");
});

test("unterminated fences run to the end of the text or of what they stand in", () => {
  for (const [markdown, code] of [
    ["```python\nx = 1\ny", "x = 1\ny"],
    ["```python\nx\n", "x"],
    ["```python", ""],
    ["> ```python\n> x\nprose", "x"],
    ["````python\nx\n```", "x\n```"],
  ] as const) {
    const { code: found, closed } = only(markdown);
    assert.deepEqual({ found, closed }, { found: code, closed: false });
  }
});

test("the line is that of the first line of code in the Markdown", () => {
  const markdown = "a\r\n\r\n```py\r\nfirst\r\n```\r\n\r\n> ```py\r\n> second\r\n> ```\r\n";
  assert.deepEqual(
    extractCode(markdown).map(({ line, code }) => [line, code]),
    [
      [4, "first"],
      [8, "second"],
    ],
  );
});

test("line ends become \\n; tabs, blank lines and trailing spaces stay", () => {
  assert.equal(only("```py\r\nx\r\n\r\n\ty  \r\n```\r\n").code, "x\n\n\ty  ");
  assert.equal(only("```py\rx\ry\r```").code, "x\ny");
  assert.equal(only("```py\n\n\nx\n\n```").code, "\n\nx\n");
});

test("a byte order mark and invisible characters around the language do no harm; those in the code stay", () => {
  assert.equal(only("\ufeff```python\nx\n```").language, "python");
  assert.equal(only("```python\u200b\nx\n```").language, "python");
  assert.equal(only('```python\ns = "a\u200bb\ufeff"\n```').code, 's = "a\u200bb\ufeff"');
});

test("indented code, inline code and code in comments, <pre> and <script> are no blocks", () => {
  for (const markdown of ["    ```py\n    x\n    ```", "    print(1)", "Use `print(1)`.", "```print(1)```", "<!--\n```py\nx\n```\n-->", "<pre>\n```py\nx\n```\n</pre>", "<script>\n```py\nx\n```\n</script>"])
    assert.deepEqual(extractCode(markdown), [], markdown);
  assert.equal(only("<!-- a\n```py\nhidden\n```\n-->\n```py\nseen\n```").code, "seen");
});

test("<details> around a fence does not hide it, with and without blank lines", () => {
  assert.equal(only("<details>\n<summary>Code</summary>\n\n```python\nx = 1\n\ny\n```\n\n</details>").code, "x = 1\n\ny");
  const tight = extractCode("<details>\n<summary>Code</summary>\n```python\nx = 1\n\ny\n```\n</details>\n\n```py\nz\n```");
  assert.deepEqual(
    tight.map(({ code, line, closed }) => ({ code, line, closed })),
    [
      { code: "x = 1\n\ny", line: 4, closed: true },
      { code: "z", line: 11, closed: true },
    ],
  );
});

test("names are counted per language, and titles replace them where they are unique", () => {
  const fence = (info: string): string => `\`\`\`${info}\nx\n\`\`\`\n`;
  const infos = ["python", "bash", "py", 'py title="a.py"', "py title=twice", "js", "python title=twice", 'py title="block 1"', "", "python"];
  assert.deepEqual(
    extractCode(infos.map(fence).join("\n")).map(({ name, language }) => [language, name]),
    [
      ["python", "block 1"],
      ["shell", "block 1"],
      ["python", "block 2"],
      ["python", "a.py"],
      ["python", "block 4"],
      ["javascript", "block 1"],
      ["python", "block 5"],
      ["python", "block 6"],
      [null, "block 1"],
      ["python", "block 7"],
    ],
  );
});

test("front matter is prose", () => {
  const block = only('---\n{"id": "a", "expect": {"blocks": 1}}\n---\n```python\nx\n```\n');
  assert.deepEqual([block.line, block.code], [5, "x"]);
  assert.equal(only("---\ntitle: a\nlist:\n  - b\n---\n\n```python\nx\n```\n").line, 8);
});

test("hostile text inside a block comes out as it went in", () => {
  for (const code of ["</script><script>alert(1)</script>", "<!--<script>", "`${x}` $& $1 $$ \\n \\\\", "\u2028\u2029\ud800", "&amp; &#0; <b>", "\t \u00a0\u3000", "\u202ereversed", "'\"'''\"\"\""])
    assert.equal(only(`\`\`\`py\n${code}\n\`\`\``).code, code);
  // CommonMark itself replaces NUL, which no Python program may hold anyway.
  assert.equal(only("```py\n\0\n```").code, "\ufffd");
});

test("refuses what is no text, and text that no model writes", () => {
  assert.throws(() => extractCode(undefined as unknown as string), { code: "INVALID_ARGUMENT" });
  assert.throws(() => extractCode("x".repeat(250_001)), { code: "INVALID_ARGUMENT" });
});

test("quotes and lists by the thousand do not stall it", () => {
  const fence = "\n\n```py\nx\n```\n";
  for (const flood of [">".repeat(20_000), "- ".repeat(50_000), "- - - - - a\n".repeat(15_000), `> > > a\n${"a\n".repeat(50_000)}`, "[a](".repeat(50_000), `${"  ".repeat(300)}- a\n`.repeat(300)]) {
    const started = performance.now();
    assert.equal(only(flood + fence).code, "x");
    // Seconds where a machine is busy; minutes without the limits.
    assert.ok(performance.now() - started < 15_000);
  }
});
