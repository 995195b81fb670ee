import type { InterpreterData, RunInputs, WorkerBoot } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { exceptionOf, interpreterBytes, interpreterInputs } from "./interpreter.ts";
import { prepareModule } from "./module/prepare-module.ts";
import { runWat } from "./testing/run-wat.ts";
import { wat } from "./testing/wat.ts";

const data = (parts: Partial<InterpreterData>): InterpreterData => ({ program: "main.x", args: ["x", "/main.x", "{args}"], env: {}, mounts: {}, texts: {}, absent: [], calls: [], exception: null, quiet: false, ...parts });
const boot = (bytes: Record<string, ArrayBuffer> = {}): WorkerBoot => ({ scripts: {}, modules: {}, bytes, texts: {}, shared: null, image: null });
const inputs = (parts: Partial<RunInputs>): RunInputs => ({ language: "x", sources: [{ name: "a", code: "one" }], module: null, packages: [], files: [], directories: [], stdin: "", args: [], env: {}, seed: null, epoch: null, interactive: false, variables: {}, functions: [], profile: false, ...parts });

describe("R50: an interpreter is called as its data says", () => {
  test("with the run's arguments where they belong, its variables, and its files beside the run's", () => {
    const given = interpreterInputs(data({ calls: [{ export: "go", texts: ["{args}", ["x\0", "{args}\0"]] }], env: { A: "1", B: "1" }, mounts: { "/lib/l.zip": "lib" }, texts: { "/t.x": "text" } }), boot({ "/lib/l.zip": new ArrayBuffer(3) }), inputs({ args: ["$&", "-b"], env: { B: "2" }, sources: [{ name: "a", code: "one" }, { name: "b", code: "two\n" }], files: [{ path: "main.x", bytes: new Uint8Array(), readOnly: false }] }));
    expect(given).toMatchObject({ args: ["x", "/main.x", "$&", "-b"], calls: [{ export: "go", texts: ["{args}", ["x\0", "$&\0", "-b\0"]] }], env: { A: "1", B: "2" } });
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    expect(new Map(given.files.map(({ path, bytes, readOnly }) => [path, [readOnly, text(bytes)]]))).toEqual(new Map([["/lib/l.zip", [true, "\0\0\0"]], ["/t.x", [true, "text"]], ["main.x", [true, "one\ntwo\n"]]]));
  });

  test("a module may be held by a script in base64; the longest is taken", () => {
    const base64 = (text: string) => Buffer.from(wat(text)).toString("base64");
    const script = `const a = "${base64("(module)")}", b = "${base64('(module (func (export "_start")))')}", no = "AGFzbQ";`;
    const buffer = new TextEncoder().encode(script).buffer;
    expect(prepareModule(interpreterBytes(buffer)).entry).toBe("_start");
    const own = wat("(module)");
    expect(interpreterBytes(own.buffer)).toEqual(own);
    expect(interpreterBytes(new TextEncoder().encode("no module").buffer)).toHaveLength(0);
  });

  test("exports are called with texts and lists of texts in memory", () => {
    const module = (list: string) => `(module
      (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (memory (export "memory") 1) (global $top (mut i32) (i32.const 1024))
      (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (global.get $top) (global.set $top (i32.and (i32.add (global.get $top) (i32.add (local.get 3) (i32.const 7))) (i32.const -8))))
      (func (export "_initialize"))
      (func (export "go") ${list}))`;
    const calls = [{ export: "go", texts: ["ähm", ["a", "bc"]] }];
    // The list is pairs of pointer and length, as fd_write takes them.
    const { stdout, end } = runWat(module("(param i32 i32 i32 i32) (drop (call $write (i32.const 1) (local.get 2) (local.get 3) (i32.const 0))) (i32.store (i32.const 8) (local.get 0)) (i32.store (i32.const 12) (local.get 1)) (drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 0)))"), { calls });
    expect({ stdout, end }).toEqual({ stdout: "abcähm", end: { type: "exit", exitCode: 0 } });
  });

  test("a function that nobody has ends the program when it is called, and not before", () => {
    const module = (body: string) => `(module (import "host" "ask it" (func $ask (param i32) (result i64))) (memory (export "memory") 1) (func (export "_start") ${body}))`;
    expect(runWat(module(""), { absent: ["host"] }).end).toEqual({ type: "exit", exitCode: 0 });
    expect(runWat(module("(drop (call $ask (i32.const 1)))"), { absent: ["host"] }).end).toMatchObject({ type: "refused", error: { code: "LINK_ERROR", message: 'The program called ask it of "host", which is not there.' } });
    expect(() => runWat(module(""))).toThrow(/imports the function "ask it" from "host"/);
  });
});

describe("R50: an exception is read from the interpreter's last words", () => {
  const pattern = String.raw`(?:Oops|(?<syntax>Misread)) (?<name>\w+): (?<message>.*) at /main\.x:(?<line>\d+)[^]*$`;
  const from = (said: string, exitCode = 1, quiet = false) => exceptionOf(said, exitCode, data({ exception: pattern, quiet }), [{ name: "block 1", code: "one\ntwo" }, { name: "block 2", code: "three\n\nfive" }]);

  test("with the source and its own line, in the traceback too", () => {
    expect(from("before\nOops Bad: it broke at /main.x:5\nby /main.x:1 and /main.x:99, /lib.x:1\n")).toMatchObject({ code: "UNCAUGHT_EXCEPTION", name: "Bad", message: "it broke", source: "block 2", line: 3, traceback: "Oops Bad: it broke at block 2:3\nby block 1:1 and /main.x:99, /lib.x:1\n" });
    expect(from("Misread Word: no end at /main.x:6")).toMatchObject({ source: "block 2", line: 3 });
    expect(from("Misread Word: what at /main.x:2")).toMatchObject({ code: "SYNTAX_ERROR", source: "block 1", line: 2 });
  });

  test("where the exit code says that there was one, or says nothing", () => {
    const said = "Oops Bad: it broke at /main.x:1";
    expect([from(said, 0), from("sorry", 1)]).toEqual([undefined, undefined]);
    expect(from(said, 0, true)).toMatchObject({ name: "Bad" });
    expect(exceptionOf(said, 1, data({}), [])).toBeUndefined();
  });
});
