import { describe, expect, test } from "vitest";
import { readDistribution } from "./index.ts";
import { pythonWasiStart as pythonWasi } from "./python-wasi-start.ts";
import { rubyStart as ruby } from "./ruby-start.ts";

describe("R50: exceptions as the interpreters tell them", () => {
  const from = ({ exception }: typeof ruby, said: string) => new RegExp(exception!).exec(said)?.groups;

  test("Python's, whatever was printed before, with frames of other files and a message of several lines", () => {
    const traceback = 'Traceback (most recent call last):\n  File "/main.py", line 5, in <module>\n    f()\n  File "/usr/lib/json.py", line 3, in loads\n    raise\nmy.Error: first: line\nsecond\n';
    expect(from(pythonWasi, `log: x\n${traceback}`)).toMatchObject({ name: "my.Error", message: "first: line\nsecond", line: "5" });
    expect(from(pythonWasi, '  File "/main.py", line 2\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n')).toMatchObject({ syntax: "SyntaxError", message: "invalid syntax", line: "2" });
    expect(from(pythonWasi, 'Traceback (most recent call last):\n  File "/main.py", line 1, in <module>\nKeyboardInterrupt\n')).toMatchObject({ name: "KeyboardInterrupt", message: undefined });
    expect(from(pythonWasi, "sorry\n")).toBeUndefined();
  });

  test("Ruby's, raised in the program or below it", () => {
    expect(from(ruby, "warned\n/main.rb:3:in 'Object#f': divided by 0 (ZeroDivisionError)\n\tfrom /main.rb:5:in '<top (required)>'\n")).toMatchObject({ name: "ZeroDivisionError", message: "divided by 0", line: "3" });
    expect(from(ruby, "/usr/lib/json.rb:221:in 'JSON.parse': unexpected (JSON::ParserError)\n\tfrom /main.rb:2:in '<top (required)>'\n")).toMatchObject({ name: "JSON::ParserError", message: "unexpected", line: "2" });
    expect(from(ruby, "/main.rb:2: syntax errors found (SyntaxError)\n> 2 | x = = 1\n")).toMatchObject({ syntax: "SyntaxError", line: "2" });
    expect(from(ruby, "sorry (Error)\n")).toBeUndefined();
  });
});

describe("R50: a distribution as JSON", () => {
  const json = { name: "x-1", runtime: "interpreter", version: "1", languages: ["x"], files: { module: { path: "x-1/x.wasm", sha256: "0".repeat(64), size: 1, url: "https://cdn.test/x.wasm" } }, extensions: [".x"], interpreter: { program: "main.x", args: ["x"] } };

  test("what has a default may be left out", () => {
    expect(readDistribution(json)).toEqual({ ...json, interpreter: { ...json.interpreter, env: {}, mounts: {}, texts: {}, absent: [], calls: [], exception: null, quiet: false } });
  });

  test.each([
    ["no module", { ...json, files: {} }],
    ["a path that leads out", { ...json, files: { module: { ...json.files.module, path: "../x.wasm" } } }],
    ["a mount of what is not there", { ...json, interpreter: { ...json.interpreter, mounts: { "/lib": "lib" } } }],
    ["a field that is not known", { ...json, interpreter: { ...json.interpreter, argv: [] } }],
    ["a pattern that is none", { ...json, interpreter: { ...json.interpreter, exception: "(" } }],
    ["another runtime", { ...json, runtime: "wasi" }],
  ])("%s is refused", (_, wrong) => {
    expect(() => readDistribution(wrong)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });
});
