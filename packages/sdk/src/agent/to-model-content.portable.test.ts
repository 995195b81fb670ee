import assert from "node:assert/strict";
import { test } from "node:test";
import { mime, type MimeBundle, type Output, type RunError, type RunResult } from "@vitrine/protocol";
import { clip } from "./clip.ts";
import { maxImageBytes, toBase64 } from "./image-block.ts";
import { toModelContent } from "./to-model-content.ts";

const png = (size = 64): Uint8Array => {
  const bytes = new Uint8Array(size);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return bytes;
};
const output = (data: MimeBundle, alt = ""): Output => ({ id: "o", data, metadata: {}, alt });
const error: RunError = {
  code: "UNCAUGHT_EXCEPTION",
  name: "NameError",
  message: "name 'totl' is not defined. Did you mean: 'total'?",
  traceback: 'Traceback (most recent call last):\n  File "block 1", line 4, in <module>\nNameError: name \'totl\' is not defined',
  source: "block 1",
  line: 4,
  column: 7,
  fix: "Correct the name on line 4.",
};

function result(parts: Partial<RunResult> = {}): RunResult {
  return {
    status: "ok",
    outputs: [],
    stdout: "",
    stderr: "",
    truncated: [],
    cuts: [],
    exitCode: 0,
    files: [],
    timings: { queue: 1, boot: 2, install: 3, run: 1234, render: 5, start: "image" },
    usage: { peakMemoryBytes: null, outputBytes: 0 },
    manifest: { language: "python", distribution: "d", runtime: {}, codeHash: "", inputsHash: "", packages: [], seed: null },
    ...parts,
  };
}

function textOf(given: RunResult, options?: Parameters<typeof toModelContent>[1]): string {
  const [first] = toModelContent(given, options);
  assert.ok(first?.type === "text");
  return first.text;
}

test("a plain run", () => {
  assert.deepEqual(toModelContent(result({ stdout: "120\n" })), [{ type: "text", text: "status: ok (the program ended by itself, after 1.2 s)\nstdout:\n120" }]);
});

test("an error with its place, its fix and its traceback", () => {
  assert.equal(
    textOf(result({ status: "error", exitCode: 1, error, stderr: "warning\n" })),
    `status: error (the program failed, exit code 1, after 1.2 s)
error: NameError in block 1, line 4, column 7
${error.message}
fix: Correct the name on line 4.
traceback:
${error.traceback}
stderr:
warning`,
  );
  const limit = textOf(result({ status: "timeout", exitCode: null, error: { ...error, name: "runMs", message: "60 s", traceback: "", source: null, line: null, column: null } }));
  assert.equal(limit, "status: timeout (a deadline ended the program, after 1.2 s)\nerror: runMs\n60 s\nfix: Correct the name on line 4.");
});

test("outputs, value and files in words", () => {
  const table = {
    columns: [{ name: "city", type: "object" }, { name: "pop", type: "float64" }],
    index: null,
    indexName: null,
    rows: [["Paris", 2.1], ["Rome\nItaly", null]],
    shape: [200, 2],
  };
  const outputs = [
    output({ [mime.plotly]: { data: [] }, [mime.text]: "Figure({...})" }, 'bar chart, titled "Sales"'),
    output({ [mime.table]: table, [mime.html]: "<table>" }, "Table of 200 rows"),
    output({ [mime.text]: "a longer text than its description" }, "a longer"),
    output({ [mime.html]: "<b>x</b>" }, "Output of type text/html"),
    output({ [mime.json]: { a: 1 } }),
  ];
  assert.equal(
    textOf(result({ outputs, value: "<Figure>", files: [{ path: "out/a.csv", bytes: new Uint8Array(12) }], cuts: [{ what: "stdout", limit: "stdoutBytes", allowed: 1, made: 2, code: "OUTPUT_LIMIT", message: "stdout was cut at 1 byte." }] })),
    `status: ok (the program ended by itself, after 1.2 s)
outputs shown to the reader:
1. bar chart, titled "Sales"
2. Table of 200 rows and 2 columns:
city (object) | pop (float64)
Paris | 2.1
Rome Italy | 
(198 more rows)
3. a longer text than its description
4. Output of type text/html
5. {"a":1}
value of the last expression:
<Figure>
files written:
out/a.csv (12 bytes)
stdout was cut at 1 byte.`,
  );
});

test("tables with labels, many columns, and things that are no tables", () => {
  const columns = Array.from({ length: 25 }, (_, index) => ({ name: `c${index}`, type: "int64" }));
  const text = textOf(result({ outputs: [output({ [mime.table]: { columns, index: ["a"], indexName: "id", rows: [columns.map(() => 1)], shape: [1, 25] } })] }));
  assert.match(text, /\nid \| c0 \(int64\) \| .*c19 \(int64\)\na \| 1 .*\n\(5 more columns\)/);
  for (const table of [null, 1, "x", [], {}, { columns: [null], rows: [null, [{ a: 1 }]], shape: [] }, { columns: {}, rows: [], shape: [1, 1] }]) assert.match(textOf(result({ outputs: [output({ [mime.table]: table as never }, "a table")] })), /a table|Table of/);
});

test("pictures come as blocks where they are what they say", () => {
  const bytes = png();
  const blocks = toModelContent(result({ outputs: [output({ [mime.png]: bytes }, "Picture (png)")] }));
  assert.deepEqual(blocks[1], { type: "image", mediaType: "image/png", data: toBase64(bytes) });
  assert.match(textOf(result({ outputs: [output({ [mime.png]: bytes }, "Picture (png)")] })), /1\. Picture \(png\) \(attached as picture 1\)/);
  assert.equal(toModelContent(result({ outputs: [output({ [mime.png]: bytes })] }), { images: false }).length, 1);
  const html = new TextEncoder().encode("<script>alert(1)</script>");
  for (const data of [{ [mime.png]: html }, { [mime.png]: "iVBORw0KGgo" }, { [mime.jpeg]: bytes }, { [mime.webp]: bytes }, { [mime.gif]: new Uint8Array() }, { [mime.svg]: "<svg/>" }, { "image/bmp": bytes }]) {
    assert.equal(toModelContent(result({ outputs: [output(data, "p")] })).length, 1);
  }
  const webp = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]);
  for (const data of [{ [mime.jpeg]: new Uint8Array([0xff, 0xd8, 0xff]) }, { [mime.webp]: webp }, { [mime.gif]: new TextEncoder().encode("GIF89a") }]) assert.equal(toModelContent(result({ outputs: [output(data)] })).length, 2);
});

test("pictures are few and small", () => {
  const many = toModelContent(result({ outputs: Array.from({ length: 9 }, () => output({ [mime.png]: png() }, "p")) }));
  assert.equal(many.length, 5);
  assert.match(JSON.stringify(many[0]), /5\. p \(picture not attached: more than 4\)/);
  const large = toModelContent(result({ outputs: [output({ [mime.png]: png(maxImageBytes + 1) }, "p")] }));
  assert.equal(large.length, 1);
  assert.match(JSON.stringify(large), /not attached: 3670017 bytes, more than 3670016/);
});

test("long text keeps its head and its tail, and says how much is missing", () => {
  const stdout = `first\n${"x".repeat(1_000_000)}\nlast`;
  const text = textOf(result({ stdout }));
  assert.match(text, /stdout:\nfirst\nx+\n… 99\d{4} of 1000011 characters cut …\nx+\nlast$/);
  const [, cut] = /… (\d+) of/.exec(text) ?? [];
  assert.equal(stdout.length - Number(cut), (text.split("stdout:\n")[1] ?? "").replace(/\n….*…\n/, "").length);
});

test("never more text than asked for, and the status and the error always in it", () => {
  const long = "é\u{1f600}\u001b[31m\n".repeat(5000);
  const everything = result({
    status: "error",
    error: { ...error, name: `E${long}`, message: long, traceback: long, fix: long, source: long },
    outputs: Array.from({ length: 100 }, () => output({ [mime.text]: long }, long)),
    stdout: long,
    stderr: long,
    value: long,
    files: Array.from({ length: 1000 }, (_, index) => ({ path: `${index}${long}`, bytes: new Uint8Array(1) })),
    truncated: ["stdout", "stderr", "outputs", "files"],
  });
  for (const maxChars of [200, 201, 333, 1000, 8000, 100_000]) {
    const text = textOf(everything, { maxChars });
    assert.ok(text.length <= maxChars, `${text.length} > ${maxChars}`);
    assert.ok(text.length > maxChars * 0.8, `${text.length} of ${maxChars}`);
    assert.match(text, /^status: error .*\nerror: E/);
    assert.doesNotMatch(text, /\p{Surrogate}/u);
  }
  assert.match(textOf(everything, { maxChars: 1000 }), /traceback:[^]*outputs[^]*value[^]*stdout:[^]*stderr:[^]*files written:/);
});

test("what one part does not need, the others get", () => {
  assert.ok(textOf(result({ stdout: "x".repeat(7900) }), { maxChars: 8000 }).includes("x".repeat(7900)));
});

test("terminal sequences, NUL and lone surrogates do not reach the model", () => {
  assert.match(textOf(result({ stdout: "\u001b[1;31mred\u001b[0m \u001b]8;;http://a\u0007link\u001b]8;;\u0007 a\0b \ud800" })), /stdout:\nred link a\ufffdb \ufffd$/);
});

test("the result is left as it is", () => {
  const freeze = (value: unknown): unknown => {
    if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  const given = result({ status: "error", error, outputs: [output({ [mime.png]: png() })] });
  freeze(given);
  assert.deepEqual(toModelContent(given), toModelContent(given));
});

test("refuses a budget that nothing fits into", () => {
  for (const maxChars of [0, 199, 1.5, -1, Number.NaN, Infinity]) assert.throws(() => toModelContent(result(), { maxChars }), { code: "INVALID_ARGUMENT" });
});

test("clip keeps to its size", () => {
  for (const max of [0, 1, 10, 40, 100]) for (const tail of [0, 0.5, 1]) assert.ok(clip("\u{1f600}".repeat(1000), max, tail).length <= max);
  assert.equal(clip("abc", 3), "abc");
});

test("base64", () => {
  for (const text of ["", "f", "fo", "foo", "foob", "fooba", "foobar", "\u0000ÿ\u0080"]) assert.equal(toBase64(Uint8Array.from(text, (character) => character.charCodeAt(0))), btoa(text));
});
