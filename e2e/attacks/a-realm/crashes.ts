import { assert, type Attack, equal } from "../harness/index.ts";
import { sharedSandbox, why } from "../../conformance/support/sandbox.ts";
import { type Hostile, hostileSandbox, runHostile } from "../support/hostile-runtime.ts";

/** R3, R4: a worker that dies, hangs or lies about its end is ended, and the next run works. */
export const crashCases: Attack[] = [
  {
    id: "A-interpreter-crash",
    title: "R3: a run whose program kills the interpreter, or speaks past the protocol, ends, with what it printed before, and the next run works",
    timeoutMs: 90_000,
    async run() {
      const sandbox = await sharedSandbox("pyodide-0.29");
      const deaths = {
        "run-script": `import ctypes\nctypes.CDLL(None).emscripten_run_script(b"1")`,
        post: `import asyncio, js\nawait asyncio.sleep(0.2)\njs.postMessage("forged")\nawait asyncio.sleep(9)`,
        heap: `import pyodide_js\nprint("before", flush=True)\npyodide_js._module.HEAPU8.fill(255)`,
      };
      const results = await Promise.all(Object.values(deaths).map((code) => sandbox.run({ code: `print("kept")\n${code}`, limits: { runMs: 3000 } }).result));
      const told = Object.keys(deaths).map((name, index) => `${name}: ${why(results[index]!)}`);
      for (const [index, { status, error, stdout }] of results.entries()) {
        // Where the whole heap is overwritten, who notices is chance: an interpreter that is lost without a word is ended by its deadline.
        assert(status === "crashed" || (Object.keys(deaths)[index] === "heap" && status === "timeout"), told[index]!);
        assert(error!.fix.length > 0, told[index]!);
        assert(stdout.startsWith("kept\n"), `${told[index]}: what it printed before: ${JSON.stringify(stdout)}`);
      }
      const next = await sandbox.run({ code: "print(1 + 1)" }).result;
      equal([next.status, next.stdout], ["ok", "2\n"], why(next));
      return told.join("; ");
    },
  },
  {
    id: "A-silent-worker",
    title: "R3: a worker that closes itself, never answers or answers another call is ended by its deadline",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await hostileSandbox(context, async ({ post, answer }: Hostile, how: string) => {
        post({ type: "phase-start", phase: "run", detail: "" });
        post({ type: "stdout-delta", text: "kept" });
        const report = { type: "RAW", value: { status: "ok", error: null, value: null, exitCode: 0, files: [], peakMemoryBytes: 1, fuel: null, session: null } };
        if (how === "close") close();
        if (how === "close" || how === "silence") await new Promise(() => {});
        if (how === "busy") for (;;);
        if (how === "wrong-call") answer({ ...report, id: "another" });
      });
      for (const how of ["close", "silence", "busy", "wrong-call"]) {
        const { status, error, stdout, timings } = await runHostile(sandbox, { argument: how, limits: { runMs: 300 } });
        equal([how, status, error?.code, stdout], [how, "timeout", "RUN_TIMEOUT", "kept"], "how it ended");
        assert(timings.run >= 299, `${how}: ended after ${timings.run} ms`);
        equal((await runHostile(sandbox, { honest: true })).stdout, "honest\n", `the run after ${how}`);
      }
    },
  },
  {
    id: "A-worker-error",
    title: "R3: an error that nothing catches in the worker, whatever was thrown and however long, ends the run in plain text",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await hostileSandbox(context, async (_: Hostile, how: string) => {
        const things: Record<string, () => unknown> = {
          error: () => new TypeError("<b>bold</b> \u001b[31mred"),
          long: () => new Error("x".repeat(5_000_000)),
          text: () => "just text",
          nothing: () => undefined,
          symbol: () => Symbol("s"),
          object: () => ({ toString: 1, message: { a: 1 } }),
          getter: () => Object.defineProperty(new Error("x"), "message", { get: () => "y".repeat(1_000_000) }),
        };
        setTimeout(() => {
          throw things[how]!();
        });
        await new Promise(() => {});
      });
      const messages: string[] = [];
      for (const how of ["error", "long", "text", "nothing", "symbol", "object", "getter"]) {
        const { status, error } = await runHostile(sandbox, { argument: how });
        equal([how, status, error?.code, typeof error?.message], [how, "crashed", "WORKER_CRASHED", "string"], "how it ended");
        assert(error!.message.length < 10_000, `${how}: a message of ${error!.message.length} characters`);
        messages.push(`${how}: ${error!.message.slice(0, 80)}`);
      }
      return messages.join("; ");
    },
  },
];
