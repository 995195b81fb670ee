import { toModelContent } from "@vitrine/sdk/agent";
import { assert, type Case, equal } from "../harness/index.ts";
import { eventOf, openSandbox, runOnce, sharedSandbox, why } from "../support/sandbox.ts";

/** How a run ends, and that the next one works. */
export const endCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-exit`,
    title: "sys.exit: 0 and None are ok, a number is the exit code, text goes to stderr",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const end = async (call: string) => {
        const { status, exitCode, stdout, stderr } = await sandbox.run({ code: `import sys\nprint("before")\n${call}\nprint("after")` }).result;
        return [status, exitCode, stdout, stderr];
      };
      equal(await end("sys.exit()"), ["ok", 0, "before\n", ""], "sys.exit()");
      equal(await end("sys.exit(3)"), ["error", 3, "before\n", ""], "sys.exit(3)");
      equal(await end("sys.exit('bad')"), ["error", 1, "before\n", "bad\n"], "sys.exit('bad')");
    },
  },
  {
    id: `${distribution}-deadline`,
    title: "R3: a run that takes too long is ended by its own deadline, and never blocks the next",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const late = await sandbox.run({ code: "print('kept')\nwhile True: pass", limits: { runMs: 500 } }).result;
      equal([late.status, late.error?.code, late.stdout, late.exitCode], ["timeout", "RUN_TIMEOUT", "kept\n", null], why(late));
      assert(late.timings.boot > 0 && late.error!.message.includes("500 ms"), "boot is counted apart, and the message names the limit");
      const next = await sandbox.run({ code: "print('next')" }).result;
      equal([next.status, next.stdout], ["ok", "next\n"], why(next));
    },
  },
  {
    id: `${distribution}-abort`,
    title: "R4: abort() works in the queue, in boot and in the run, and the next run works",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      for (const phase of ["queue", "boot", "run"] as const) {
        const run = sandbox.run({ code: "while True: pass" });
        await eventOf(run, (event) => event.type === "phase" && event.phase === phase);
        run.abort();
        const { status, error } = await run.result;
        equal([phase, status, error?.code], [phase, "aborted", "ABORTED"], "aborted run");
      }
      const next = await sandbox.run({ code: "print('next')" }).result;
      equal(next.stdout, "next\n", why(next));
    },
  },
  {
    id: `${distribution}-removed`,
    title: "R3: a run whose kernel frame is taken out of the page ends, and the next one works in a new frame",
    async run(context) {
      const sandbox = await openSandbox(context, { distribution });
      const run = sandbox.run({ code: "while True: pass" });
      await eventOf(run, (event) => event.type === "phase" && event.phase === "run");
      [...document.querySelectorAll('iframe[title="Vitrine kernel"]')].at(-1)!.remove();
      const lost = await run.result;
      equal([lost.status, lost.error?.code], ["crashed", "WORKER_CRASHED"], why(lost));
      const next = await sandbox.run({ code: "print('next')" }).result;
      equal(next.stdout, "next\n", why(next));
    },
  },
  {
    id: `${distribution}-memory`,
    title: "R5: memory past the limit is refused: MemoryError, and a program that catches it goes on",
    async run() {
      const limits = { memoryBytes: 256 * 1024 * 1024 };
      const bomb = await runOnce(distribution, { code: "chunks = []\nwhile True: chunks.append(bytearray(16 * 1024 * 1024))", limits });
      equal([bomb.status, bomb.error?.code, bomb.error?.line], ["limit", "MEMORY_LIMIT", 2], why(bomb));
      assert(bomb.usage.peakMemoryBytes! <= limits.memoryBytes, `peak ${bomb.usage.peakMemoryBytes}`);
      assert(bomb.error!.message.includes(`limits.memoryBytes is ${limits.memoryBytes}`), bomb.error!.message);
      const caught = await runOnce(distribution, { code: "try:\n    x = bytearray(2**30)\nexcept MemoryError:\n    print('caught')", limits });
      equal([caught.status, caught.stdout], ["ok", "caught\n"], why(caught));
    },
  },
  {
    id: `${distribution}-stdout-limit`,
    title: "R5: stdout past the limit is cut, marked, and costs the program nothing else",
    async run() {
      const limits = { stdoutBytes: 10_000 };
      const result = await runOnce(distribution, { code: "for i in range(100_000): print('x' * 100)\nfig = {'data': [{'type': 'bar', 'y': [1]}]}", limits });
      equal([result.status, result.stdout.length, result.truncated, result.outputs.length], ["ok", 10_000, ["stdout"], 1], why(result));
      const message = "The text of stdout met a limit: stdoutBytes is 10000, and the program made 10100000; the rest is cut.";
      equal(result.cuts, [{ what: "stdout", limit: "stdoutBytes", made: 10_100_000, allowed: 10_000, code: "OUTPUT_LIMIT", tail: `${"x".repeat(100)}\n`.repeat(100).slice(-10_000), message }], "what is said of it");
    },
  },
  {
    id: `${distribution}-stdout-tail`,
    title: "R5: of 100 MB of text the beginning and the end are there, and a model reads both, and the error, in less than 4000 characters",
    async run() {
      const code = "line = 'x' * 9990\nfor i in range(10_500):\n    print(f'{i:08} {line}')\nprint('the end')\nraise ValueError('so it ends')";
      const result = await runOnce(distribution, { code });
      const [cut] = result.cuts;
      equal([result.status, result.stdout.length, cut?.made, cut?.tail?.length, cut?.tail?.endsWith("x\nthe end\n")], ["error", 1_048_576, 105_000_008, 16_384, true], why(result));
      const digest = toModelContent(result).map((block) => (block.type === "text" ? block.text : "")).join("\n");
      assert(digest.length <= 4000 && /ValueError[^]*so it ends[^]*> 5 \| raise[^]*\n00000000 x[^]*x\nthe end$/.test(digest), digest);
      // What a program says just before it is ended from outside is the end as well, a second old at most.
      const late = await runOnce(distribution, { code: "i = 0\nwhile True:\n    i += 1\n    print(i)", limits: { stdoutBytes: 1000, runMs: 3000 } });
      const seen = Number(late.cuts[0]?.tail?.trim().split("\n").at(-1));
      equal([late.status, seen > 1000, /^> \d \| /m.test(late.error?.excerpt ?? "")], ["timeout", true, true], why(late));
    },
  },
  {
    id: `${distribution}-cuts`,
    title: "R5: what is left out at a limit is told with the limit, what it allows and how much there was, also where a deadline ends the run",
    async run() {
      const limits = { outputCount: 2, fileCount: 1, stdoutBytes: 10 };
      const code = "from IPython.display import display\nfor i in range(5): display({'a': i})\nfor name in 'abc': open(name, 'w').write(name)";
      const some = await runOnce(distribution, { code, limits });
      equal([some.outputs.length, some.files.length, some.cuts.map(({ limit, allowed, made }) => [limit, allowed, made])], [2, 1, [["outputCount", 2, 5], ["fileCount", 1, 3]]], why(some));
      const late = await runOnce(distribution, { code: "import sys\nprint('x' * 20, file=sys.stderr, flush=True)\nwhile True: pass", limits: { ...limits, runMs: 500 } });
      equal([late.status, late.stderr.length, late.cuts.map(({ what, limit }) => [what, limit])], ["timeout", 10, [["stderr", "stdoutBytes"]]], why(late));
      assert(late.usage.peakMemoryBytes! > 10 * 1024 * 1024, `the peak of a run that was ended: ${late.usage.peakMemoryBytes}`);
    },
  },
  {
    id: `${distribution}-closed-doors`,
    title: "R2: network, threads and processes fail with an error that says so",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const code = `
import subprocess, threading, socket, urllib.request
from pyodide.http import pyfetch
async def fetched(): await pyfetch("https://example.com/")
for door in (
    lambda: urllib.request.urlopen("https://example.com/"),
    lambda: socket.create_connection(("127.0.0.1", 80)),
    lambda: threading.Thread(target=print).start(),
    lambda: subprocess.run(["ls"]),
):
    try: door()
    except Exception as error: print(error)
await fetched()`;
      const { status, error, stdout } = await sandbox.run({ code }).result;
      const [url, socket, thread, process] = stdout.split("\n");
      assert(/network/.test(url!) && /network/.test(socket!) && /thread/.test(thread!) && /process/.test(process!), stdout);
      equal([status, error?.code, error?.message.includes("network"), error?.fix !== ""], ["error", "NETWORK_DENIED", true, true], "uncaught");
    },
  },
];
