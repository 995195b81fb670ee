import type { SessionLoss } from "@vitrine/sdk";
import { assert, type Case, equal, rejection } from "../harness/index.ts";
import { eventOf, openSandbox, why } from "../support/sandbox.ts";

const endless = { code: "while True: pass" };

/** What ends a session's interpreter, what the embedder is told, and that the session goes on. */
export const lossCases: Case[] = [
  {
    id: "killed",
    title: "R13: after a kill the embedder is told what was lost, files are there again, and the next run works",
    async run(context) {
      const sandbox = await openSandbox(context);
      const told: SessionLoss[] = [];
      const session = await sandbox.session({ onLost: (loss) => told.push(loss) });
      await session.run({ code: "x = 1\nopen('kept.txt', 'w').write('kept')" }).result;
      const late = await session.run({ ...endless, limits: { runMs: 500 } }).result;
      equal([late.status, late.lost?.variables.map(({ name }) => name), late.lost?.restoredFiles], ["timeout", ["x"], ["kept.txt"]], why(late));
      assert(late.lost!.reason.includes("500 ms"), late.lost!.reason);
      const next = await session.run({ code: "print('x' in globals(), open('kept.txt').read())" }).result;
      equal([next.status, next.stdout, told.length], ["ok", "False kept\n", 1], why(next));
    },
  },
  {
    id: "interrupt-kills",
    title: "R13: interrupt() on a page without shared memory kills, says so, and the session goes on",
    async run(context) {
      const session = await (await openSandbox(context)).session();
      await session.run({ code: "x = 1" }).result;
      const run = session.run(endless);
      await eventOf(run, (event) => event.type === "phase" && event.phase === "run");
      session.interrupt();
      const { status, lost } = await run.result;
      equal([status, lost?.variables.map(({ name }) => name)], ["aborted", ["x"]], "the interrupted run");
      equal((await session.run({ code: "print('on')" }).result).stdout, "on\n", "the next run");
    },
  },
  {
    id: "aborted-in-queue",
    title: "R13: a run that is aborted before its turn costs its session nothing",
    async run(context) {
      const told: SessionLoss[] = [];
      const session = await (await openSandbox(context)).session({ onLost: (loss) => told.push(loss) });
      const first = session.run({ code: "import time\nx = 1\nprint('on', flush=True)\ntime.sleep(3)" });
      let firstEnded = false;
      void first.result.then(() => (firstEnded = true));
      const queued = session.run({ code: "x = 2", files: { "never.txt": "never" } });
      const next = session.run({ code: "import os\nprint(x, os.path.exists('never.txt'))" });
      await eventOf(first, (event) => event.type === "stdout");
      queued.abort();
      const { status, lost } = await queued.result;
      equal([status, lost, told.length, firstEnded], ["aborted", undefined, 0, false], "the aborted run, told while the one before it goes on");
      equal([(await first.result).status, (await next.result).stdout], ["ok", "1 False\n"], "the session goes on");
    },
  },
  {
    id: "crashed",
    title: "R13: a session whose interpreter dies, in a run or between runs, starts another",
    async run(context) {
      const told: SessionLoss[] = [];
      const session = await (await openSandbox(context)).session({ onLost: (loss) => told.push(loss) });
      await session.run({ code: "x = 1" }).result;
      const gone = await session.run({ code: "import os\nos._exit(0)" }).result;
      equal([gone.status, gone.lost?.variables.length], ["ok", 1], why(gone));
      equal((await session.run({ code: "y = 2" }).result).status, "ok", "the next run");
      // Between runs a timer of the guest's throws in its worker: that breaks it.
      await session.run({ code: "import js\nfrom pyodide.ffi import create_once_callable\nz = 3\ndef fail(*a): raise ValueError('later')\njs.setTimeout(create_once_callable(fail), 200)" }).result;
      while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
      equal([told[1]!.variables.map(({ name }) => name).includes("z"), (await session.run({ code: "print('z' in globals())" }).result).stdout], [true, "False\n"], "after the crash");
    },
  },
  {
    id: "flood-between-runs",
    title: "R13: a session that floods between two runs is ended, and the embedder told",
    async run(context) {
      const told: SessionLoss[] = [];
      const session = await (await openSandbox(context)).session({ onLost: (loss) => told.push(loss) });
      const code = `
import js
from pyodide.ffi import create_proxy
def flood(*_):
    for _ in range(500): js.fetch("https://example.com/").catch(create_proxy(lambda *_: None))
js.setInterval(create_proxy(flood), 1500)`;
      equal((await session.run({ code }).result).status, "ok", "the run itself");
      while (told.length < 1) await new Promise((resolve) => setTimeout(resolve, 50));
      assert(told[0]!.reason.includes("messages"), told[0]!.reason);
      equal((await session.run({ code: "print('on')" }).result).stdout, "on\n", "the next run");
    },
  },
  {
    id: "removed",
    title: "R13: a session whose frame is taken out of the page goes on in another",
    async run(context) {
      const told: SessionLoss[] = [];
      const session = await (await openSandbox(context)).session({ onLost: (loss) => told.push(loss) });
      await session.run({ code: "x = 1\nopen('kept.txt', 'w').write('kept')" }).result;
      [...document.querySelectorAll('iframe[title="Vitrine kernel"]')].at(-1)!.remove();
      const next = await session.run({ code: "print('x' in globals(), open('kept.txt').read())" }).result;
      equal([next.stdout, told.length, told[0]?.variables.length], ["False kept\n", 1, 1], why(next));
    },
  },
  {
    id: "disposed",
    title: "R13: a disposed session ends its runs and takes no more",
    async run(context) {
      const session = await (await openSandbox(context)).session();
      const run = session.run(endless);
      await eventOf(run, (event) => event.type === "phase" && event.phase === "run");
      session.dispose();
      equal((await run.result).status, "aborted", "its run");
      const error = (await rejection((async () => session.run(endless))(), "a run afterwards")) as Error & { code?: string };
      equal(error.code, "DISPOSED", "its code");
    },
  },
  {
    id: "where-it-was",
    title: "R3: a run that is ended by its deadline says at which line it was",
    async run(context) {
      const sandbox = await openSandbox(context);
      const code = "def spin(n):\n    while True:\n        n += 1\n\nfor i in range(3):\n    print(i)\nspin(0)\n";
      const late = await sandbox.run({ code, limits: { runMs: 1500 } }).result;
      const { status, error } = late;
      // The loop's head or its body: which of them is begun last is the compiler's affair.
      equal([status, error?.source, error?.line === 2 || error?.line === 3], ["timeout", "main.py", true], why(late));
      assert(error!.message.includes(`line ${error!.line} of main.py`), error!.message);
    },
  },
];
