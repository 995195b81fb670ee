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
  assert.deepEqual(toModelContent(result({ stdout: "120\n" })), [{ type: "text", text: "status: ok (the program ended by itself)\nstdout:\n120" }]);
});

test("an error with its place, its fix and its traceback", () => {
  assert.equal(
    textOf(result({ status: "error", exitCode: 1, error, stderr: "warning\n" })),
    `status: error (the program failed, exit code 1)
error: NameError in block 1, line 4, column 7
${error.message}
fix: Correct the name on line 4.
traceback:
${error.traceback.split("\n").slice(0, 2).join("\n")}
stderr:
warning`,
  );
  const limit = textOf(result({ status: "timeout", exitCode: null, error: { ...error, name: "runMs", message: "60 s", traceback: "", source: null, line: null, column: null } }));
  assert.equal(limit, "status: timeout (a deadline ended the program)\nerror: runMs\n60 s\nfix: Correct the name on line 4.");
});

test("an error's code lines take the place of a traceback that says no more", () => {
  const excerpt = "  3 | x = 1\n> 4 | print(totl)\n    |       ^";
  const { traceback } = error;
  const plain = textOf(result({ status: "error", exitCode: 1, error: { ...error, excerpt } }));
  assert.equal(plain, `status: error (the program failed, exit code 1)\nerror: NameError in block 1, line 4, column 7\n${error.message}\n${excerpt}\nfix: ${error.fix}`);
  const deep = traceback.replace("NameError", '  File "block 1", line 9, in f\nNameError');
  assert.match(textOf(result({ status: "error", exitCode: 1, error: { ...error, excerpt, traceback: deep } })), /traceback:\nTraceback[^]*line 9, in f$/);
  const chained = `Traceback (most recent call last):\n  File "block 1", line 2, in <module>\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\n${traceback}`;
  assert.match(textOf(result({ status: "error", exitCode: 1, error: { ...error, excerpt, traceback: chained } })), /KeyError: 1/);
});

test("the same error is told once, also where the program printed it", () => {
  const said = textOf(result({ status: "error", exitCode: 1, error, stdout: `before\n${error.traceback}\nafter`, stderr: `${error.traceback}\n` }));
  assert.equal(said.split("name 'totl' is not defined").length, 2);
  assert.match(said, /stdout:\nbefore\n\[this error's traceback, left out here\]\nafter\nstderr:\n\[this error's traceback, left out here\]$/);
  const other = "Traceback (most recent call last):\n  File \"block 1\", line 2, in <module>\nKeyError: 'a'";
  assert.ok(textOf(result({ status: "error", exitCode: 1, error, stderr: other })).endsWith(other), "another error stays");
  const lines = { ...error, name: "MyError", message: "a\nb", traceback: 'Traceback (most recent call last):\n  File "block 1", line 1, in <module>\n__main__.MyError: a\nb' };
  assert.match(textOf(result({ status: "error", error: lines, stderr: `${lines.traceback}\nb` })), /stderr:\n\[this error's traceback, left out here\]\nb$/);
});

test("a line that repeats stands once", () => {
  assert.equal(textOf(result({ stdout: `a\n${"the same line\n".repeat(100_000)}b` })).split("stdout:\n")[1], "a\nthe same line\n… the line above repeated 100000 times …\nb");
  assert.equal(textOf(result({ stdout: "1\n1\n1\n" })).split("stdout:\n")[1], "1\n1\n1");
});

test("bytes that were written as text are left out, and said to be", () => {
  const bytes = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919 + (index >> 3)) % 256);
  const base64 = toBase64(bytes);
  const wrapped = base64.replace(/.{76}/g, "$&\n");
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const texts = { stdout: `<img src="data:image/png;base64,${base64}"> ${base64}!`, value: `b'${base64}'`, stderr: `${wrapped}\n${hex}`, outputs: [output({ [mime.text]: base64 }, base64.slice(0, 500)), output({ [mime.json]: { picture: base64 } })] };
  const text = textOf(result(texts));
  assert.doesNotMatch(text, /[A-Za-z0-9+/]{100}/);
  assert.match(text, /\[data: URL of image\/png, 4022 characters left out\]/);
  assert.match(text, /\[4000 characters of Base64 left out\]!/);
  assert.match(text, /b'\[4000 characters of Base64 left out\]'/);
  assert.match(text, /\[6000 characters of hexadecimal left out\]/);
  for (const kept of ["1".repeat(2000), "ACGT".repeat(500), `${"x".repeat(300)} y`, "/usr/lib/A1.b".repeat(30)]) assert.ok(textOf(result({ stdout: kept })).includes(kept));
});

test("what the run itself cut is said with limit and total, and its end is there", () => {
  const cut = { what: "stdout", limit: "stdoutBytes", allowed: 1_048_576, made: 104_857_600, code: "OUTPUT_LIMIT", message: "The text of stdout met a limit.", tail: "line 999998\nline 999999\n" } as const;
  const stdout = Array.from({ length: 90_000 }, (_, index) => `line ${index}\n`).join("").slice(0, 1_048_576);
  const text = textOf(result({ status: "error", exitCode: 1, error, stdout, cuts: [cut], truncated: ["stdout"] }));
  assert.ok(text.length <= 4000);
  assert.match(text, /^status: error[^]*NameError[^]*stdout \(104857600 bytes were printed; stdoutBytes keeps the first 1048576\):\nline 0\nline 1\n[^]*line 999998\nline 999999$/);
  assert.doesNotMatch(text, /met a limit/);
  assert.match(textOf(result({ cuts: [{ ...cut, allowed: 0, tail: "" }] })), /keeps the first 0\):\n\(nothing was kept\)$/);
});

test("pictures that a view made of figures come along when asked for", () => {
  const figure = output({ [mime.plotly]: { data: [] } }, "bar chart");
  const pictures = new Map([["o", png()]]);
  assert.deepEqual(toModelContent(result({ outputs: [figure] }), { images: true, pictures })[1], { type: "image", mediaType: "image/png", data: toBase64(png()) });
  assert.equal(toModelContent(result({ outputs: [figure] }), { pictures }).length, 1);
  assert.equal(toModelContent(result({ outputs: [figure] }), { images: true }).length, 1);
});

test("a value that is an output is told once, and a session's loss is told", () => {
  assert.doesNotMatch(textOf(result({ value: "42", outputs: [output({ [mime.text]: "42" }, "42")] })), /value of/);
  assert.match(textOf(result({ lost: { reason: "The run took too long.", variables: [], restoredFiles: [] } })), /session:\nThe run took too long\./);
});

test("the same result reads the same, however long it took", () => {
  const timings = { queue: 9, boot: 9, install: 9, run: 9999, render: 9, start: "scratch" } as const;
  assert.deepEqual(toModelContent(result({ stdout: "1" })), toModelContent(result({ stdout: "1", timings })));
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
    textOf(result({ outputs, value: "<Figure>", files: [{ path: "out/a.csv", bytes: new Uint8Array(12) }], cuts: [{ what: "files", limit: "fileCount", allowed: 1, made: 2, code: "OUTPUT_LIMIT", message: "Files met a limit." }] })),
    `status: ok (the program ended by itself)
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
Files met a limit.`,
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
  const blocks = toModelContent(result({ outputs: [output({ [mime.png]: bytes }, "Picture (png)")] }), { images: true });
  assert.deepEqual(blocks[1], { type: "image", mediaType: "image/png", data: toBase64(bytes) });
  assert.match(textOf(result({ outputs: [output({ [mime.png]: bytes }, "Picture (png)")] }), { images: true }), /1\. Picture \(png\) \(attached as picture 1\)/);
  assert.equal(toModelContent(result({ outputs: [output({ [mime.png]: bytes })] })).length, 1, "only when asked for");
  const html = new TextEncoder().encode("<script>alert(1)</script>");
  for (const data of [{ [mime.png]: html }, { [mime.png]: "iVBORw0KGgo" }, { [mime.jpeg]: bytes }, { [mime.webp]: bytes }, { [mime.gif]: new Uint8Array() }, { [mime.svg]: "<svg/>" }, { "image/bmp": bytes }]) {
    assert.equal(toModelContent(result({ outputs: [output(data, "p")] }), { images: true }).length, 1);
  }
  const webp = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]);
  for (const data of [{ [mime.jpeg]: new Uint8Array([0xff, 0xd8, 0xff]) }, { [mime.webp]: webp }, { [mime.gif]: new TextEncoder().encode("GIF89a") }]) assert.equal(toModelContent(result({ outputs: [output(data)] }), { images: true }).length, 2);
});

test("pictures are few and small", () => {
  const many = toModelContent(result({ outputs: Array.from({ length: 9 }, () => output({ [mime.png]: png() }, "p")) }), { images: true });
  assert.equal(many.length, 5);
  assert.match(JSON.stringify(many[0]), /5\. p \(picture not attached: more than 4\)/);
  const large = toModelContent(result({ outputs: [output({ [mime.png]: png(maxImageBytes + 1) }, "p")] }), { images: true });
  assert.equal(large.length, 1);
  assert.match(JSON.stringify(large), /not attached: 3670017 bytes, more than 3670016/);
});

test("long text keeps its head and its tail, and says how much is missing", () => {
  const stdout = `first\n${"x".repeat(1_000_000)}\nlast`;
  const text = textOf(result({ stdout }), { maxChars: 8000 });
  assert.match(text, /stdout:\nfirst\nx+\n… 99\d{4} of 1000011 characters cut …\nx+\nlast$/);
  const [, cut] = /… (\d+) of/.exec(text) ?? [];
  assert.equal(stdout.length - Number(cut), (text.split("stdout:\n")[1] ?? "").replace(/\n….*…\n/, "").length);
});

test("never more text than asked for, and the status and the error always in it", () => {
  const long = Array.from({ length: 5000 }, (_, index) => `é\u{1f600}${index}\u001b[31m\n`).join("");
  const everything = result({
    status: "error",
    error: { ...error, name: `E${long}`, message: long, traceback: long, fix: long, source: long },
    outputs: Array.from({ length: 100 }, () => output({ [mime.text]: `${long}.` }, long)),
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
  assert.deepEqual(toModelContent(given, { images: true }), toModelContent(given, { images: true }));
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
