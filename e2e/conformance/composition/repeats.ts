import type { RunOptions } from "@vitrine/sdk";
import { assert, type Case, equal } from "../harness/index.ts";
import { openSandbox, why } from "../support/sandbox.ts";

/** Everything that Python asks chance and the clock for. */
const python = `import asyncio, os, random, secrets, tempfile, time, uuid
from datetime import date, datetime, timezone
print(datetime.now(timezone.utc).isoformat()[:19], date.today().year, time.gmtime()[:5])
print(random.random(), random.SystemRandom().random(), hash("a"), {"a", "b", "c", "d"})
print(os.urandom(8), secrets.token_hex(8), uuid.uuid4(), uuid.uuid1(), tempfile.mktemp())
print(time.time(), time.time_ns(), time.monotonic(), time.perf_counter_ns(), time.process_time())
random.seed()
print(random.random())
before = datetime.now()
time.sleep(3600)
await asyncio.sleep(7200)
print(round((datetime.now() - before).total_seconds()))
async def late(seconds):
    await asyncio.sleep(seconds)
    return f"{seconds} {time.monotonic():.3f}"
print(await asyncio.gather(late(3), late(1), late(2)))
try: await asyncio.wait_for(late(100), 10)
except TimeoutError: print("late", time.monotonic())
print(asyncio.run(late(5)))
for n in range(200): exec(f"x{n} = time.time()")
print(time.monotonic())`;

const numpy = `import numpy as np
print(np.random.default_rng().random(3), np.random.rand(2), np.random.default_rng().integers(1000))`;

const javascript = `console.log(Math.random(), crypto.randomUUID(), crypto.getRandomValues(new Uint8Array(4)), require("crypto").randomBytes(4));
console.log(new Date().toISOString().slice(0, 19), Date.now(), performance.now(), process.hrtime?.());
await new Promise((resolve) => setTimeout(resolve, 3_600_000));
console.log(Date.now());`;

const wat = `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (func $hex (param i32) (i32.store8 (i32.add (i32.const 100) (local.get 0)) (i32.add (i32.const 97) (i32.and (i32.load8_u (i32.add (i32.const 50) (local.get 0))) (i32.const 15)))))
  (func (export "_start") (local i32)
    (drop (call $random (i32.const 50) (i32.const 8))) (drop (call $time (i32.const 0) (i64.const 0) (i32.const 58))) (drop (call $time (i32.const 1) (i64.const 0) (i32.const 66)))
    (loop $again (call $hex (local.get 0)) (br_if $again (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 24))))
    (i32.store (i32.const 0) (i32.const 100)) (i32.store (i32.const 4) (i32.const 24))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`;

/** Two runs are alike; with another seed, another epoch or none they are not. */
function repeats(id: string, program: { language: string; code: string }, check: (stdout: string) => void): Case {
  return {
    id,
    title: "R32: with `deterministic` two runs have the same manifest, text and outputs; otherwise they have not",
    timeoutMs: 180_000,
    async run(context) {
      // One waits ahead, and is not taken where chance is fixed.
      const sandbox = await openSandbox(context, { preload: [program.language], spares: 1, images: false });
      const told = async (deterministic?: RunOptions["deterministic"]) => {
        // Where the clock is not fixed, hours are really waited for.
        const code = deterministic ? program.code : program.code.split(/^before|^await/m)[0]!;
        const result = await sandbox.run({ language: program.language, code, ...(deterministic && { deterministic }) }).result;
        equal(result.status, "ok", why(result));
        const { stdout, stderr, outputs, value, manifest } = result;
        return { stdout, all: JSON.stringify([stdout, stderr, outputs, value, manifest]) };
      };
      const epoch = Date.UTC(2030, 0, 1);
      const [first, second, seeded, later, free] = [await told({ seed: 7, epoch }), await told({ seed: 7, epoch }), await told({ seed: 8, epoch }), await told({ seed: 7, epoch: epoch + 1e9 }), await told()];
      equal(second, first, "two runs");
      assert(seeded.stdout !== first.stdout, "another seed");
      assert(later.all !== first.all, "another epoch");
      assert(!first.stdout.startsWith(free.stdout), "by chance");
      check(first.stdout);
    },
  };
}

export const repeatCases: Case[] = [
  repeats("repeat-python", { language: "python", code: python }, (stdout) => {
    const lines = stdout.split("\n");
    assert(lines[0]!.startsWith("2030-01-01T00:00:00 2030 "), lines[0]!);
    equal(lines[5], "10800", "hours that were slept");
    assert(/^\['3 .*', '1 .*', '2 .*'\]$/.test(lines[6]!), lines[6]!);
    assert(lines[7]!.startsWith("late "), lines[7]!);
  }),
  repeats("repeat-numpy", { language: "python", code: numpy }, (stdout) => assert(stdout.length > 20, stdout)),
  repeats("repeat-javascript", { language: "javascript", code: javascript }, (stdout) => assert(stdout.includes("2030-01-01T00:00:00"), stdout)),
  repeats("repeat-wasi", { language: "wat", code: wat }, (stdout) => equal(stdout.length, 24, stdout)),
];
