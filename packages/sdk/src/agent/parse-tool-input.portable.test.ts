import assert from "node:assert/strict";
import { test } from "node:test";
import { parseToolInput } from "./parse-tool-input.ts";

const message = (input: unknown): string => {
  const parsed = parseToolInput(input);
  assert.ok(!parsed.ok);
  assert.deepEqual(parsed.content, [{ type: "text", text: `status: error (the call was refused; nothing ran)\nerror: ${parsed.message}\nfix: Call run_code again with input that fits its schema.` }]);
  return parsed.message;
};

test("what fits comes back rebuilt, from an object or its JSON text", () => {
  const input = { code: "print(1)", language: "python", packages: ["pandas"], files: { "data/a.csv": "x" }, stdin: "1" };
  assert.deepEqual(parseToolInput(input), { ok: true, input });
  assert.deepEqual(parseToolInput(JSON.stringify(input)), { ok: true, input });
  const parsed = parseToolInput(input);
  assert.ok(parsed.ok && parsed.input !== input && parsed.input.files !== input.files);
  assert.deepEqual(parseToolInput({ code: "1", packages: null, stdin: undefined }), { ok: true, input: { code: "1" } });
});

test("what does not fit is told to the model, key by key", () => {
  assert.match(message({ code: "1", timeout: 3 }), /There is no key "timeout"\. Its keys are code, language, packages, files, stdin\./);
  assert.match(message({}), /`code` must be the text of a complete program\./);
  assert.match(message({ code: " \n" }), /`code` must/);
  assert.match(message({ code: "1", language: "ruby" }), /`language` must be one of python\./);
  assert.match(message({ code: "1", packages: "pandas" }), /`packages` must be /);
  assert.match(message({ code: "1", packages: [1] }), /`packages` must be requirements of 1 to 200 characters/);
  assert.match(message({ code: "1", files: { "../a": "" } }), /`files` must be relative file paths/);
  assert.match(message({ code: "1", stdin: 4 }), /`stdin` must be text/);
  assert.match(message("print(1)"), /The input is no JSON/);
  for (const input of [null, undefined, 1, [], "null", "[]", '"x"']) assert.match(message(input), /The input is no object/);
  assert.match(message({ code: 1, language: 2, x: 3 }), /"x"[^]*`code`[^]*`language`/);
});

test("never throws, and never repeats more than a little of what the model wrote", () => {
  const long = "k".repeat(100_000);
  assert.ok(message(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${long.slice(0, 100)}${index}`, 1]))).length < 1000);
  for (const input of [{ code: "1", files: JSON.parse('{"__proto__": "x", "constructor": 1}') as unknown }, JSON.parse('{"__proto__": {"code": "1"}}') as unknown, Object.create({ code: "1" }) as unknown]) assert.equal(parseToolInput(input).ok, false);
  assert.equal(({} as { code?: string }).code, undefined);
});

test("other languages are those of the sandbox", () => {
  assert.deepEqual(parseToolInput({ code: "1", language: "javascript" }, { languages: ["python", "javascript"] }), { ok: true, input: { code: "1", language: "javascript" } });
});
