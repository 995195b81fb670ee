import { assert, type Case, equal } from "../harness/index.ts";
import { eventOf, runOnce, sharedSandbox, why } from "../support/sandbox.ts";

/** How Python itself behaves: streams, values, errors with the reader's line numbers. */
export const semanticsCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-streams`,
    title: "R9: stdout and stderr arrive while the program still runs, in order",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const run = sandbox.run({ code: "import sys, time\nprint('first')\nprint('oops', file=sys.stderr)\nwhile True: time.sleep(0.01)" });
      await eventOf(run, (event) => event.type === "stdout" && event.text.includes("first"));
      await eventOf(run, (event) => event.type === "stderr" && event.text.includes("oops"));
      run.abort();
      const result = await run.result;
      equal([result.status, result.stdout, result.stderr], ["aborted", "first\n", "oops\n"], "what was printed before the abort");
    },
  },
  {
    id: `${distribution}-value`,
    title: "A last expression is the value; a semicolon hides it",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const shown = await sandbox.run({ code: "x = 20\nx + 1" }).result;
      equal([shown.value, shown.outputs.length], ["21", 1], "value and outputs");
      const hidden = await sandbox.run({ code: "20 + 1;" }).result;
      equal([hidden.value, hidden.outputs.length], [undefined, 0], "value and outputs behind a semicolon");
    },
  },
  {
    id: `${distribution}-error-line`,
    title: "R8: an error names the block and the line that the reader sees",
    async run() {
      const code = [
        { name: "block 1", code: "def f(x):\n    return 1 / x\n" },
        { name: "block 2", code: "\n\nf(0)\n" },
      ];
      const { status, error, exitCode } = await runOnce(distribution, { code });
      equal([status, exitCode, error?.code, error?.name, error?.source, error?.line], ["error", 1, "UNCAUGHT_EXCEPTION", "ZeroDivisionError", "block 1", 2], "error");
      assert(error!.traceback.includes('"block 2", line 3') && error!.traceback.includes("return 1 / x"), `traceback has both blocks: ${error!.traceback}`);
      assert(!/_vitrine|_pyodide/.test(error!.traceback), `traceback has none of our frames: ${error!.traceback}`);
    },
  },
  {
    id: `${distribution}-syntax-error`,
    title: "R8: a program whose second block does not parse does not half run",
    async run() {
      const code = [
        { name: "block 1", code: "print('must not run')" },
        { name: "block 2", code: "x = (1,\ny = 2" },
      ];
      const { status, error, stdout } = await runOnce(distribution, { code });
      equal([status, error?.code, error?.source, stdout], ["error", "SYNTAX_ERROR", "block 2", ""], "error");
    },
  },
  {
    id: `${distribution}-hostile-text`,
    title: "R7: code is data: what it contains is neither interpolated nor re-indented",
    async run() {
      const text = "</script><!-- ${x} `tick` $& \u2028 \"\"\" ''' \\ 図 🏙️";
      const code = `s = ${JSON.stringify(text)}\nprint(s)\nt = """a\n    b\n"""\nassert t == "a\\n    b\\n"`;
      const result = await runOnce(distribution, code);
      equal([result.status, result.stdout], ["ok", `${text}\n`], why(result));
    },
  },
  {
    id: `${distribution}-main`,
    title: "__main__, pickle, dataclasses, top-level await and asyncio.run work",
    async run() {
      const code = `
import asyncio, inspect, pickle
from dataclasses import dataclass
@dataclass
class Point:
    x: int
def source(): return 1
async def add(a, b):
    await asyncio.sleep(0.01)
    return a + b
if __name__ == "__main__":
    print(pickle.loads(pickle.dumps(Point(3))).x, await add(1, 2), asyncio.run(add(2, 3)), inspect.getsource(source).strip())
`;
      const result = await runOnce(distribution, code);
      equal([result.status, result.stdout], ["ok", "3 3 5 def source(): return 1\n"], why(result));
    },
  },
];
