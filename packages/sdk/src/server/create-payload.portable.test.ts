import assert from "node:assert/strict";
import { test } from "node:test";
import { createPayload, type PayloadOptions } from "./create-payload.ts";
import { looksLikePython } from "./looks-like-python.ts";

const fence = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;
const codes = (options: PayloadOptions): string[] => createPayload(options).sources.map(({ code }) => code);

test("a program given as code", () => {
  assert.deepEqual(createPayload({ code: "print(1)\r\n" }), { vitrine: 1, language: "python", sources: [{ name: "main.py", code: "print(1)\r\n" }] });
  assert.deepEqual(createPayload({ code: "1", language: "JS" }).sources, [{ name: "main.js", code: "1" }]);
  const sources = [{ name: "a", code: "1" }, { name: "b", code: "2" }];
  assert.deepEqual(createPayload({ code: sources }).sources, sources);
});

test("all Python blocks of a reply are one program, in order; other blocks are left out", () => {
  const markdown = [fence("bash", "pip install plotly"), fence("python", "a = 1"), fence("text", "1"), fence('py title="b.py"', "print(a)"), fence("", "1"), fence("python", "  \n")].join("\nprose\n\n");
  assert.deepEqual(createPayload({ markdown }), {
    vitrine: 1,
    language: "python",
    sources: [
      { name: "block 1", code: "a = 1" },
      { name: "b.py", code: "print(a)" },
    ],
  });
  assert.deepEqual(codes({ markdown: fence("js", "1") + fence("mjs", "2") + fence("py", "3"), language: "JavaScript" }), ["1", "2"]);
});

test("a reply without Python is of the language that its fences say and that runs", () => {
  const languageOf = (markdown: string) => createPayload({ markdown }).language;
  assert.deepEqual(createPayload({ markdown: fence("sh", "ls") + fence("js", "1") + fence("js", "2") }), { vitrine: 1, language: "javascript", sources: [{ name: "block 1", code: "1" }, { name: "block 2", code: "2" }] });
  assert.equal(languageOf(fence("ts", "1")), "typescript");
  assert.equal(languageOf(fence("js", "1") + fence("python", "2")), "python");
  assert.equal(languageOf(fence("js", "1") + fence("", "import math\nprint(math.pi)")), "python");
});

test("inputs are taken over", () => {
  const inputs = { packages: ["pandas"], files: { "a.csv": "x" }, stdin: "y", args: ["z"], env: { A: "B" } };
  assert.deepEqual(createPayload({ code: "1", ...inputs }), { vitrine: 1, language: "python", sources: [{ name: "main.py", code: "1" }], ...inputs });
});

test("an unlabelled block runs only where no block is labelled Python and it plausibly is Python", () => {
  const program = "import math\nprint(math.pi)";
  assert.deepEqual(createPayload({ markdown: fence("", program) + fence("", "3.141592653589793") }).sources, [{ name: "block 1", code: program }]);
  assert.deepEqual(codes({ markdown: fence("", program) + fence("python", "x = 1") }), ["x = 1"]);
  assert.throws(() => createPayload({ markdown: fence("", program), language: "javascript" }), { code: "INVALID_ARGUMENT" });
});

test("plausible Python", () => {
  for (const code of ["import os", "from a.b import c", "def f(x):\n    pass", "x = 1\nx", "for i in range(3):\n    print(i)", "print('hi')", "@dataclass\nclass A:\n    x: int", "async def f():\n    pass", "# pip install x\nimport x", "a, b = 1, 2"])
    assert.ok(looksLikePython(code), code);
  for (const code of ["", "42", "Hello, world", "$ python a.py\n1", "pip install plotly", ">>> x = 1\n>>> x\n1", "const x = 1", "let x = 1;\nx = 2;", "x = 1;", "{\n  \"a\": 1\n}", "<p>x = 1</p>", "Traceback (most recent call last):\n  x = 1", "SELECT a FROM b", "project/\n  a.py", "if x {\n}", "Name    Age\nAda     36"])
    assert.ok(!looksLikePython(code), code);
});

test("nothing to run is said with what there is", () => {
  const thrown = (options: PayloadOptions): { code: string; message: string; fix: string } => {
    try {
      createPayload(options);
    } catch (error) {
      return error as { code: string; message: string; fix: string };
    }
    return assert.fail("nothing was thrown");
  };
  const { code, message, fix } = thrown({ markdown: fence("rust", "1") + fence("", "output") });
  assert.equal(code, "INVALID_ARGUMENT");
  assert.match(message, /no python to run.*rust, unlabelled/);
  assert.match(fix, /^Label the block ```python, or pass/);
  assert.match(thrown({ markdown: "Just prose." }).message, /no fenced block/);
  for (const options of [{ markdown: "" }, { code: "" }, { code: " \n" }, { code: [] }, { markdown: fence("python", "") }]) assert.equal(thrown(options).code, "INVALID_ARGUMENT");
});

test("unusable options are refused with the option's name, as the caller's fault", () => {
  const unusable: [Record<string, unknown>, RegExp][] = [
    [{ files: { "../x": "" } }, /"files"/],
    [{ files: JSON.parse('{"__proto__":"x"}') }, /"files"/],
    [{ files: { a: 1 } }, /"files"/],
    [{ env: { "A=B": "" } }, /"env"/],
    [{ packages: "numpy" }, /"packages"/],
    [{ stdin: 1 }, /"stdin"/],
    [{ args: [1] }, /"args"/],
    [{ language: "" }, /"language"/],
    [{ language: 1 }, /`language`/],
    [{ code: 1 }, /`code`/],
    [{ markdown: "x" }, /either/],
    [{ code: undefined }, /either/],
    [{ code: "x".repeat(11_000_000) }, /"sources"/],
  ];
  for (const [options, message] of unusable) assert.throws(() => createPayload({ code: "1", ...options }), { name: "VitrineError", code: "INVALID_ARGUMENT", message });
});

test("any text survives JSON", () => {
  const code = "\ud800 \udfff \0 \u2028 </script> \u{1f600} \r\n";
  const payload = createPayload({ code, stdin: code, args: [code], files: { a: code }, env: { A: code } });
  assert.deepEqual(JSON.parse(JSON.stringify(payload)), payload);
  assert.equal(payload.sources[0]?.code, code);
});
