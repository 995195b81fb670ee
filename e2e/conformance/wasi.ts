import type { RunOptions } from "@vitrine/sdk";
import { equal, suite } from "./harness/index.ts";
import { openSandbox, why } from "./support/sandbox.ts";

/** A command that prints, by $print (from, size), and reads, by $read (to, size). */
const command = (body: string, fields = "") => `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "hello\\n../../etc/passwd out.txt")
  (func $vector (param i32 i32) (i32.store (i32.const 0) (local.get 0)) (i32.store (i32.const 4) (local.get 1)))
  (func $print (param i32 i32) (call $vector (local.get 0) (local.get 1)) (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func $read (param i32 i32) (result i32) (call $vector (local.get 0) (local.get 1)) (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8))) (i32.load (i32.const 8)))
  ${fields}
  (func $main (export "_start") ${body}))`;

/** Sums 1/n², the way a compiler would write it: calls, loops, memory and floating point. */
const computing = command("(call $print (i32.const 64) (i32.const 6)) (f64.store (i32.const 200) (call $sum (i32.const 100000))) (memory.fill (i32.const 300) (i32.const 7) (i32.const 4000))", `
  (func $square (param f64) (result f64) (f64.mul (local.get 0) (local.get 0)))
  (func $sum (param i32) (result f64) (local f64)
    (loop $again
      (local.set 1 (f64.add (local.get 1) (f64.div (f64.const 1) (call $square (f64.convert_i32_u (local.get 0))))))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get 1))`);

const endless = command("(call $print (i32.const 64) (i32.const 6)) (loop $again (br $again))");

await suite([
  {
    id: "wasi-run",
    title: "R40: a module in the text format prints, reads stdin, and leaves with its code",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const result = await sandbox.run({ language: "wat", code: command("(call $print (i32.const 200) (call $read (i32.const 200) (i32.const 50))) (call $exit (i32.const 7))"), stdin: "given" }).result;
      equal([result.status, result.stdout, result.exitCode, result.error?.code], ["error", "given", 7, "EXIT"], why(result));
    },
  },
  {
    id: "wasi-base64",
    title: "R40: the same as bytes and as base64; what is no module says so",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wasi"] });
      // (module (func (export "_start")))
      const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 10, 1, 6, 95, 115, 116, 97, 114, 116, 0, 0, 10, 4, 1, 2, 0, 11);
      for (const given of [{ module: bytes }, { code: btoa(String.fromCharCode(...bytes)) }] satisfies Partial<RunOptions>[]) {
        const result = await sandbox.run({ language: "wasi", ...given }).result;
        equal([result.status, result.exitCode], ["ok", 0], why(result));
      }
      const broken = await sandbox.run({ language: "wasi", module: bytes.subarray(0, 30) }).result;
      equal([broken.status, broken.error?.code], ["error", "MODULE_INVALID"], why(broken));
    },
  },
  {
    id: "wasi-fuel",
    title: "R41: fuel is the same number in every engine and run",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      for (let round = 0; round < 2; round++) {
        const result = await sandbox.run({ language: "wat", code: computing }).result;
        equal([result.status, result.usage.fuel], ["ok", 1_600_526], why(result));
      }
    },
  },
  {
    id: "wasi-kept",
    title: "R51: a module is compiled for the first run of its bytes, and kept for the next, under the same memory limit",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const told = async (code: string, memoryBytes?: number) => {
        const result = await sandbox.run({ language: "wat", code, ...(memoryBytes !== undefined && { limits: { memoryBytes } }) }).result;
        return [result.timings.module, result.status, result.usage.fuel];
      };
      const other = computing.replace("100000", "100001");
      const [first, again, changed, smaller, last] = [await told(computing), await told(computing), await told(other), await told(computing, 131_072), await told(computing)];
      equal([first, again, last], [["compiled", "ok", 1_600_526], ["kept", "ok", 1_600_526], ["kept", "ok", 1_600_526]], "the same");
      equal([changed[0], changed[1], smaller[0], smaller[1]], ["compiled", "ok", "compiled", "ok"], "others");
      // A trap in a kept module is told in the module's own places.
      const trap = command("(call $f)", "(func $f (unreachable))");
      const traps = [await sandbox.run({ language: "wat", code: trap }).result, await sandbox.run({ language: "wat", code: trap }).result];
      equal(traps.map(({ timings }) => timings.module), ["compiled", "kept"], "traps");
      equal(traps[1]!.error?.traceback, traps[0]!.error?.traceback, "traceback");
    },
  },
  {
    id: "wasi-fuel-limit",
    title: "R41: a program without an end is ended by its fuel, or by its deadline or an abort, and the next one runs",
    timeoutMs: 90_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const fueled = await sandbox.run({ language: "wat", code: endless, limits: { fuel: 1_000_000 } }).result;
      equal([fueled.status, fueled.error?.code, fueled.usage.fuel, fueled.stdout], ["limit", "FUEL_EXHAUSTED", 1_000_000, "hello\n"], why(fueled));
      const late = await sandbox.run({ language: "wat", code: endless, limits: { runMs: 500 } }).result;
      equal([late.status, late.error?.code, late.stdout], ["timeout", "RUN_TIMEOUT", "hello\n"], why(late));
      const next = await sandbox.run({ language: "wat", code: computing }).result;
      equal(next.status, "ok", why(next));
    },
  },
  {
    id: "wasi-memory",
    title: "R41: memory stays within limits.memoryBytes: growth is refused, more from the start is MEMORY_LIMIT",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const limits = { memoryBytes: 1_048_576 };
      const refused = await sandbox.run({ language: "wat", code: command("(call $exit (i32.add (i32.const 2) (memory.grow (i32.const 16))))"), limits }).result;
      equal(refused.exitCode, 1, why(refused));
      const large = await sandbox.run({ language: "wat", code: '(module (memory 17) (func (export "_start")))', limits }).result;
      equal([large.status, large.error?.code], ["limit", "MEMORY_LIMIT"], why(large));
    },
  },
  {
    id: "wasi-paths",
    title: "R42: a path that leads out of a directory is refused; files that are written come back",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const open = (path: string, create: number) => `(call $path_open (i32.const 3) (i32.const 0) ${path} (i32.const ${create}) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 16))`;
      const out = await sandbox.run({ language: "wat", code: command(`(call $exit ${open("(i32.const 70) (i32.const 16)", 0)})`) }).result;
      // EPERM
      equal(out.exitCode, 63, why(out));
      const written = await sandbox.run({ language: "wat", code: command(`(drop ${open("(i32.const 87) (i32.const 7)", 1)}) (call $vector (i32.const 64) (i32.const 5)) (drop (call $fd_write (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 8)))`), directories: ["/data"] }).result;
      equal(written.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]), [["data/out.txt", "hello"]], why(written));
      const closed = await sandbox.run({ language: "wat", code: command(`(call $exit ${open("(i32.const 87) (i32.const 7)", 1)})`), directories: [] }).result;
      // EBADF
      equal([closed.exitCode, closed.files.length], [8, 0], why(closed));
    },
  },
  {
    id: "wasi-deterministic",
    title: "R43: with chance and clock fixed, two runs give the same",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const code = command("(drop (call $random (i32.const 200) (i32.const 8))) (drop (call $time (i32.const 0) (i64.const 0) (i32.const 208))) (i64.store (i32.const 200) (i64.and (i64.load (i32.const 200)) (i64.const 0x7f7f7f7f7f7f7f7f))) (i64.store (i32.const 208) (i64.and (i64.load (i32.const 208)) (i64.const 0x7f7f7f7f7f7f7f7f))) (call $print (i32.const 200) (i32.const 16))");
      const runs = await Promise.all([5, 5, 6].map((seed) => sandbox.run({ language: "wat", code, deterministic: { seed, epoch: 1e12 } }).result));
      const [first, second, other] = runs.map(({ stdout }) => stdout);
      equal([first === second, first === other, first?.length], [true, false, 16], why(runs[0]!));
    },
  },
  {
    id: "wasi-trap",
    title: "R44: a trap says what it was and in which functions, innermost last",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const { error, exitCode } = await sandbox.run({ language: "wat", code: command("(call $outer (i32.const 0))", "(func $outer (param i32) (drop (i32.const 1)) (call $inner (local.get 0)) (drop (i32.const 2))) (func $inner (param i32) (drop (i32.div_s (i32.const 1) (local.get 0))))") }).result;
      equal([error?.code, error?.message, exitCode], ["TRAP", "integer divide by zero", 134], JSON.stringify(error));
      equal(error?.traceback.split("\n").map((line) => /in (\S+)/.exec(line)?.[1]), ["main", "outer", "inner"], error?.traceback ?? "");
    },
  },
  {
    id: "wasi-link",
    title: "R40: what a module imports beside WASI is named, and nothing runs",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const { error, stdout } = await sandbox.run({ language: "wat", code: '(module (import "env" "system" (func)) (func (export "_start")))' }).result;
      equal([error?.code, error?.message, stdout], ["LINK_ERROR", 'The module imports the function "system" from "env".', ""], JSON.stringify(error));
    },
  },
]);
