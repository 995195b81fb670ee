import { checkHost } from "@vitrine/sdk";
import { assert, equal, settings, suite } from "./harness/index.ts";
import { inputCases } from "./sessions/input.ts";
import { eventOf, openSandbox, why } from "./support/sandbox.ts";

// This page is served cross-origin isolated (server/page-server.ts), so that frame and worker can share memory.
// WebKitGTK starts no worker from a blob in an opaque frame of such a page.
const noWorkers = settings.engine === "webkit";

await suite([
  {
    id: "isolated",
    title: "control: the page is cross-origin isolated",
    run: () => equal(globalThis.crossOriginIsolated, true, "crossOriginIsolated"),
  },
  {
    id: "isolated-host-check",
    title: "S6: checkHost() finds that memory is shared, and in WebKit that no worker starts, and says what of COEP to change",
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run() {
      const { ok, checks } = await checkHost({ assets: settings.assets, sharedMemory: true });
      const shared = checks.find(({ id }) => id === "shared-memory");
      if (!noWorkers) return equal([ok, shared?.ok, shared?.needed], [true, true, true], JSON.stringify(checks.filter((check) => !check.ok)));
      const worker = checks.find(({ id }) => id === "worker");
      equal([ok, worker?.ok, worker?.fix.includes("Cross-Origin-Embedder-Policy")], [false, false, true], JSON.stringify(worker));
    },
  },
  {
    id: "interrupt-keeps",
    title: "R13: where memory is shared, interrupt() raises KeyboardInterrupt and the session keeps its variables",
    timeoutMs: 90_000,
    async run(context) {
      if (noWorkers) context.skip("WebKit starts no blob worker in an opaque frame of an isolated page");
      const session = await (await openSandbox(context, { sharedMemory: true })).session();
      await session.run({ code: "x = 1" }).result;
      const run = session.run({ code: "y = 2\nwhile True:\n    pass" });
      await eventOf(run, (event) => event.type === "phase" && event.phase === "run");
      session.interrupt();
      const { status, error, lost } = await run.result;
      equal([status, error?.code, lost], ["aborted", "ABORTED", undefined], "the interrupted run");
      const next = await session.run({ code: "print(x)" }).result;
      equal([next.status, next.stdout], ["ok", "1\n"], why(next));
    },
  },
  {
    id: "interrupt-unheeded",
    title: "R13: a program that does not heed the interrupt is killed",
    timeoutMs: 90_000,
    async run(context) {
      if (noWorkers) context.skip("WebKit starts no blob worker in an opaque frame of an isolated page");
      const session = await (await openSandbox(context, { sharedMemory: true })).session();
      const code = "while True:\n    try:\n        print('on', flush=True)\n        while True: pass\n    except KeyboardInterrupt: pass";
      const run = session.run({ code });
      await eventOf(run, (event) => event.type === "stdout");
      session.interrupt();
      const result = await run.result;
      assert(result.status === "aborted" && result.lost !== undefined, why(result));
    },
  },
  ...inputCases.map((each) => ({ ...each, timeoutMs: 90_000, run: noWorkers ? () => undefined : each.run })).slice(0, noWorkers ? 0 : undefined),
]);
