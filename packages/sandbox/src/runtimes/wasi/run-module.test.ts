import { describe, expect, test } from "vitest";
import { runWat } from "./testing/run-wat.ts";

/** A command with the imports that tests need; `body` is that of _start. */
const command = (body: string, fields = "") => `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get" (func $environ_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "hello\\n")
  ;; Writes so many bytes from there.
  (func $print (param $at i32) (param $size i32)
    (i32.store (i32.const 0) (local.get $at)) (i32.store (i32.const 4) (local.get $size))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  ${fields}
  (func $main (export "_start") ${body}))`;

describe("R40: how a module ends", () => {
  test("by itself, with 0; by proc_exit, with its code", () => {
    expect(runWat(command("(call $print (i32.const 64) (i32.const 6))"))).toMatchObject({ end: { type: "exit", exitCode: 0 }, stdout: "hello\n", memoryBytes: 65_536 });
    expect(runWat(command("(call $exit (i32.const 33)) (call $print (i32.const 64) (i32.const 6))"))).toMatchObject({ end: { type: "exit", exitCode: 33 }, stdout: "" });
  });

  test("whoever catches the exit does not stay", () => {
    const { end, stdout } = runWat(command("(try (do (call $exit (i32.const 3))) (catch_all)) (call $print (i32.const 64) (i32.const 6))"));
    expect({ end, stdout }).toEqual({ end: { type: "exit", exitCode: 3 }, stdout: "" });
  });

  test("its start function runs first, on fuel", () => {
    const text = command("(call $print (i32.const 64) (i32.const 6))", "(func $first (i32.store8 (i32.const 64) (i32.const 72))) (start $first)");
    expect(runWat(text)).toMatchObject({ stdout: "Hello\n" });
    expect(runWat(`(module (func $f (loop (br 0))) (start $f))`, { fuel: 1000 })).toMatchObject({ end: { type: "fuel" }, fuel: 1000 });
  });

  test("args, env and stdin reach it", () => {
    expect(runWat(command("(drop (call $args_get (i32.const 100) (i32.const 200))) (call $print (i32.const 200) (i32.const 14))"), { args: ["one"] }).stdout).toBe("test.wasm\0one\0");
    expect(runWat(command("(drop (call $environ_get (i32.const 100) (i32.const 200))) (call $print (i32.const 200) (i32.const 4))"), { env: { A: "b" } }).stdout).toBe("A=b\0");
    expect(runWat(command("(i32.store (i32.const 0) (i32.const 200)) (i32.store (i32.const 4) (i32.const 9)) (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8))) (call $print (i32.const 200) (i32.load (i32.const 8)))"), { stdin: "given" }).stdout).toBe("given");
  });

  test("a data segment that does not fit, and more memory than there may be", () => {
    expect(runWat(`(module (memory 1) (data (i32.const 65536) "x") (func (export "_start")))`)).toMatchObject({ end: { type: "refused", error: { code: "LINK_ERROR" } } });
  });
});

describe("R41: fuel", () => {
  const loop = command("(loop $again (call $print (i32.const 64) (i32.const 1)) (br $again))");

  test("a program without an end is ended, with what it printed, the same way each time", () => {
    const [first, second, refueled] = [runWat(loop, { fuel: 10_000 }), runWat(loop, { fuel: 10_000 }), runWat(loop, { fuel: 10_000, refuels: true })];
    expect(first).toMatchObject({ end: { type: "fuel" }, fuel: 10_000 });
    expect(first.stdout.length).toBeGreaterThan(400);
    expect(second).toEqual(first);
    expect(refueled).toEqual(first);
  });

  test("nothing is written once it is used up", () => {
    const { stdout, end } = runWat(command("(call $print (i32.const 64) (i32.const 1)) (call $print (i32.const 64) (i32.const 1))"), { fuel: 20 });
    expect({ stdout, end }).toEqual({ stdout: "h", end: { type: "fuel" } });
  });
});

describe("R43: clock and random numbers can be fixed", () => {
  const text = command("(drop (call $random (i32.const 200) (i32.const 16))) (drop (call $time (i32.const 0) (i64.const 0) (i32.const 216))) (call $print (i32.const 200) (i32.const 24))");

  test("the same seed gives the same bytes, another gives others", () => {
    expect(runWat(text, { seed: 5 })).toEqual(runWat(text, { seed: 5 }));
    expect(runWat(text, { seed: 5 }).stdout).not.toBe(runWat(text, { seed: 6 }).stdout);
  });
});

describe("R44: traps say where", () => {
  const text = command("(call $outer (i32.const 0))", `
    (func $outer (param i32) (loop $l (drop (i32.const 7)) (call $inner (local.get 0)) (br_if $l (i32.const 0))))
    (func $inner (param i32) (drop (i32.div_s (i32.const 1) (local.get 0))))`);

  test.each([{ refuels: false }, { refuels: true }])("by the functions' names, innermost last, and places in the module as it was ($refuels)", ({ refuels }) => {
    const { end } = runWat(text, { refuels });
    expect(end).toMatchObject({ type: "trap", name: "integer divide by zero" });
    const frames = (end as { traceback: string }).traceback.split("\n");
    expect(frames.map((frame) => /^ {2}in (\w+) \(function \d+, byte 0x[0-9a-f]+\)$/.exec(frame)?.[1])).toEqual(["main", "outer", "inner"]);
  });

  test("places are those that the engine names in the original", async () => {
    const { wat } = await import("./testing/wat.ts");
    const plain = (source: string) => {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wat(source)), { wasi_snapshot_preview1: new Proxy({}, { get: () => () => 0 }) });
      try {
        (exports._start as () => void)();
      } catch (error) {
        return [...((error as Error).stack ?? "").matchAll(/wasm-function\[\d+\]:0x([0-9a-f]+)/g)].map(([, offset]) => offset).toReversed();
      }
      throw new Error("no trap");
    };
    const { end } = runWat(text);
    expect([...(end as { traceback: string }).traceback.matchAll(/byte 0x([0-9a-f]+)/g)].map(([, offset]) => offset)).toEqual(plain(text));
  });

  test.each([
    ["(unreachable)", "unreachable"],
    ["(drop (i32.load (i32.const -1)))", "out of bounds memory access"],
    ["(drop (i32.trunc_f32_s (f32.const 1e30)))", "integer overflow"],
    ["(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))", "integer overflow"],
    ["(call $main)", "call stack exhausted"],
    ["(call_indirect (i32.const 0))", "indirect call type mismatch"],
    ["(call_indirect (i32.const 9))", "out of bounds table access"],
    ["(throw $tag)", "uncaught exception"],
  ])("%s", (body, name) => {
    expect(runWat(command(body, "(table 2 funcref) (tag $tag)")).end).toMatchObject({ type: "trap", name });
  });
});
