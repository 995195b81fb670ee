import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunError, RunResult } from "@vitrine/protocol";
import { type RepairOptions, type RepairRequest, runWithRepair } from "./run-with-repair.ts";

const result = (status: RunResult["status"], error?: Partial<RunError>): RunResult => ({
  status,
  outputs: [],
  stdout: "",
  stderr: "",
  truncated: [],
  cuts: [],
  ...(status !== "ok" && { error: { code: "UNCAUGHT_EXCEPTION", name: "NameError", message: "bad", traceback: "", source: null, line: null, column: null, fix: "", ...error } }),
  exitCode: status === "ok" ? 0 : 1,
  files: [],
  timings: { queue: 0, boot: 0, install: 0, run: 0, render: 0, start: "none" },
  usage: { peakMemoryBytes: null, outputBytes: 0 },
  manifest: { language: "python", distribution: "d", runtime: {}, codeHash: "", inputsHash: "", packages: [], seed: null },
});

/** A sandbox in which "ok" ends well, and all else fails with itself as the message. */
const run = (code: string): RunResult => (code === "ok" ? result("ok") : result("error", { message: code }));

/** Runs with a model that says these things, in order. */
async function repair(replies: (string | null | undefined)[], options: Partial<RepairOptions> = {}): Promise<{ stopped: string; codes: string[]; asked: RepairRequest[] }> {
  const asked: RepairRequest[] = [];
  const ask = (request: RepairRequest) => {
    asked.push(request);
    return replies[asked.length - 1];
  };
  const { stopped, attempts, result: last } = await runWithRepair({ code: "first", run, ask, ...options });
  assert.equal(last, attempts.at(-1)?.result);
  return { stopped, codes: attempts.map(({ code }) => code), asked };
}

test("a program that ends well asks nobody", async () => {
  const { stopped, codes, asked } = await repair([], { code: "ok" });
  assert.deepEqual([stopped, codes, asked.length], ["ok", ["ok"], 0]);
});

test("a program that fails is repaired, and the model gets its code and what came of it", async () => {
  const { stopped, codes, asked } = await repair(["second", "ok"]);
  assert.deepEqual([stopped, codes], ["ok", ["first", "second", "ok"]]);
  assert.deepEqual(asked.map(({ code, attempt }) => [code, attempt]), [["first", 1], ["second", 2]]);
  const [first, second] = asked;
  assert.ok(first && second);
  assert.match(first.digest, /^status: error[^]*NameError\nfirst$/);
  assert.deepEqual(second.attempts.map(({ code }) => code), ["first", "second"]);
  assert.deepEqual(first.content, [{ type: "text", text: first.digest }]);
});

test("stops when it fails as it did before, wherever that is in the code", async () => {
  const same = { run: (code: string) => result("error", { message: `<object at 0x${code.length}f>`, line: code.length }) };
  assert.deepEqual((await repair(["other"], same)).codes, ["first", "other"]);
  assert.equal((await repair(["other"], same)).stopped, "same-error");
  assert.equal((await repair(["second", "first"], { maxAttempts: 9 })).stopped, "same-error");
});

test("stops when a budget is used up", async () => {
  assert.deepEqual(await repair(["b", "c", "d"]).then(({ stopped, codes }) => [stopped, codes]), ["attempts", ["first", "b", "c"]]);
  assert.deepEqual(await repair(["b"], { maxAttempts: 1 }).then(({ stopped, asked }) => [stopped, asked.length]), ["attempts", 0]);
  assert.deepEqual(await repair(["b"], { maxMs: 0 }).then(({ stopped, asked }) => [stopped, asked.length]), ["time", 0]);
  assert.deepEqual(await repair(["b", "c"], { maxCharacters: 120, maxAttempts: 9 }).then(({ stopped, codes }) => [stopped, codes]), ["characters", ["first", "b"]]);
});

test("a limit and a deadline are repaired; the reader's stop, and what no code would help, are not", async () => {
  for (const status of ["limit", "timeout", "crashed"] as const) assert.equal((await repair(["ok"], { run: (code) => (code === "ok" ? result("ok") : result(status, { code: "RUN_TIMEOUT" })) })).stopped, "ok");
  assert.equal((await repair(["ok"], { run: () => result("aborted", { code: "ABORTED" }) })).stopped, "aborted");
  assert.equal((await repair(["ok"], { run: () => result("timeout", { code: "BOOT_TIMEOUT" }) })).stopped, "not-repairable");
});

test("replies in Markdown are read as the server reads them", async () => {
  const { codes } = await repair(["You forgot it:\n\n```python\na = 1\n```\n\nand then\n\n```py\nok\n```\n\n```json\n{}\n```"], { maxAttempts: 2 });
  assert.deepEqual(codes, ["first", "a = 1\n\nok"]);
  assert.equal((await repair(["```python\nok\n```"])).stopped, "ok");
  for (const reply of [null, undefined, "", "  \n", "Sorry.\n\n```json\n{}\n```"]) assert.equal((await repair([reply])).stopped, "gave-up");
});

test("an ask that throws ends it, and every attempt is kept", async () => {
  const failure = new Error("no answer");
  for (const ask of [() => Promise.reject(failure), () => { throw failure; }]) {
    const outcome = await runWithRepair({ code: "first", run, ask });
    assert.deepEqual([outcome.stopped, outcome.cause, outcome.attempts.length, outcome.result?.error?.message], ["ask-failed", failure, 1, "first"]);
  }
});

test("what run rejects with is the embedder's to see", async () => {
  await assert.rejects(runWithRepair({ code: "first", run: () => Promise.reject(new Error("disposed")), ask: () => "ok" }), /disposed/);
});

test("an abort ends it before a run, during one, and while the model is asked", async () => {
  const before = await runWithRepair({ code: "first", run, ask: () => "ok", signal: AbortSignal.abort() });
  assert.deepEqual([before.stopped, before.attempts, before.result], ["aborted", [], undefined]);

  const during = new AbortController();
  const outcome = await repair(["ok"], {
    signal: during.signal,
    run: () => {
      during.abort();
      return result("error");
    },
  });
  assert.deepEqual([outcome.stopped, outcome.asked.length], ["aborted", 0]);

  const asking = new AbortController();
  const never = await runWithRepair({
    code: "first",
    run,
    signal: asking.signal,
    ask: ({ signal }) => {
      assert.equal(signal, asking.signal);
      queueMicrotask(() => asking.abort());
      return new Promise<string>(() => {});
    },
  });
  assert.deepEqual([never.stopped, never.attempts.length], ["aborted", 1]);
});

test("digests are made as asked for", async () => {
  const { asked } = await repair(["ok"], { digest: { maxChars: 200 }, run: (code) => (code === "ok" ? result("ok") : result("error", { message: "m".repeat(1000) })) });
  assert.deepEqual(asked.map(({ digest }) => digest.length <= 200), [true]);
});
