import { assert, type Case, equal, rejection, settings } from "../harness/index.ts";
import { figuresOf, openSandbox, sharedSandbox, why } from "../support/sandbox.ts";

const distribution = "pyodide-0.29";

/** What goes on from run to run, and what does not. */
export const stateCases: Case[] = [
  {
    id: "state",
    title: "R12: a session's variables, functions, imports and files go on from run to run; other runs see nothing of them",
    async run(context) {
      const sandbox = await sharedSandbox(distribution);
      const session = await sandbox.session({ files: { "given.txt": "given" }, env: { PLACE: "here" } });
      context.after(() => session.dispose());
      const first = await session.run({ code: "import math, os\nx = 41\ndef area(r):\n    return round(math.pi * r, 2)\nopen('made.txt', 'w').write('made')\nprint(os.environ['PLACE'], open('given.txt').read())" }).result;
      equal([first.status, first.stdout, first.files.map(({ path }) => path)], ["ok", "here given\n", ["made.txt"]], why(first));
      const second = await session.run({ code: "x += 1\nprint(open('made.txt').read())\n(x, area(2))" }).result;
      equal([second.status, second.stdout, second.value, second.files.length, second.lost], ["ok", "made\n", "(42, 6.28)", 0, undefined], why(second));
      equal(second.timings.boot < first.timings.boot, true, "the interpreter boots once");
      const fresh = await sandbox.run({ code: "import os\nprint('x' in globals(), os.path.exists('made.txt'))" }).result;
      equal(fresh.stdout, "False False\n", "a run of its own");
    },
  },
  {
    id: "errors-go-on",
    title: "R12: an error ends the run, not the session; lines are those of the run that they are in",
    async run(context) {
      const session = await (await sharedSandbox(distribution)).session();
      context.after(() => session.dispose());
      const first = await session.run({ code: "def fails(n):\n    return 1 / n\nkept = 'kept'" }).result;
      equal(first.status, "ok", why(first));
      const second = await session.run({ code: "# one\n# two\nfails(0)" }).result;
      equal([second.status, second.error?.name, second.error?.source, second.error?.line, second.lost], ["error", "ZeroDivisionError", "main.py", 3, undefined], why(second));
      assert(second.error!.traceback.includes("return 1 / n"), second.error!.traceback);
      const exit = await session.run({ code: "import sys\nsys.exit(2)" }).result;
      equal([exit.status, exit.exitCode, exit.lost], ["error", 2, undefined], why(exit));
      const third = await session.run({ code: "kept" }).result;
      equal(third.value, "'kept'", why(third));
    },
  },
  {
    id: "figures",
    title: "R12: a figure is shown by the run that makes it, and again only when a later run asks",
    async run(context) {
      const session = await (await sharedSandbox(distribution)).session();
      context.after(() => session.dispose());
      const figures = async (code: string) => figuresOf((await session.run({ code }).result).outputs).length;
      equal(await figures("fig = {'data': [{'type': 'bar', 'y': [1]}]}"), 1, "made");
      equal(await figures("y = 1"), 0, "not touched");
      equal(await figures("fig"), 1, "asked for");
      equal(await figures("fig = {'data': [{'type': 'bar', 'y': [2]}]}"), 1, "made anew");
    },
  },
  {
    id: "read-only-and-network",
    title: "R21, R23: each run of a session reaches what the policy lists; its read-only files stay so, are replaced by the embedder alone, and come back after a loss",
    async run(context) {
      const sandbox = await openSandbox(context, { distribution, policy: { network: [{ origin: settings.sink }] }, limits: { networkRequests: 2 } });
      const session = await sandbox.session({ files: { "ro/in.txt": { content: "first", readOnly: true } } });
      context.after(() => session.dispose());
      const code = `
from pyodide.http import pyfetch
url = "${settings.sink}/text/session-${crypto.randomUUID()}?body=fetched"
print(open("ro/in.txt").read(), await (await pyfetch(url)).text())
for path in ("ro/in.txt", "ro/new.txt"):
    try: open(path, "w")
    except OSError: print("refused")`;
      const first = await session.run({ code }).result;
      equal([first.stdout, first.files.length], ["first fetched\nrefused\nrefused\n", 0], why(first));
      const second = await session.run({ code, files: { "ro/in.txt": { content: "second", readOnly: true } } }).result;
      equal([second.stdout, second.lost], ["second fetched\nrefused\nrefused\n", undefined], why(second));
      const killed = await session.run({ code: "while True: pass", limits: { runMs: 500 } }).result;
      equal(killed.status, "timeout", why(killed));
      const last = await session.run({ code }).result;
      equal(last.stdout, "second fetched\nrefused\nrefused\n", why(last));
    },
  },
  {
    id: "variables",
    title: "variables() lists names with types and shapes; complete() knows names and attributes",
    async run(context) {
      const session = await (await sharedSandbox(distribution)).session();
      context.after(() => session.dispose());
      equal(await session.variables(), [], "before the first run");
      await session.run({ code: "import math\ncount = 3\nwords = ['a', 'b']\n_hidden = 1\ndef f(): pass\nclass Grid:\n    shape = (2, 5)\n    def __repr__(self): raise ValueError('no')\ngrid = Grid()" }).result;
      equal(
        await session.variables(),
        [
          { name: "count", type: "int", shape: null, preview: "3" },
          { name: "words", type: "list", shape: [2], preview: "['a', 'b']" },
          { name: "grid", type: "Grid", shape: [2, 5], preview: "<its repr raised ValueError>" },
        ],
        "variables",
      );
      equal(await session.complete("x = cou"), { matches: ["count"], start: 4 }, "a name");
      const attributes = await session.complete("math.sq + 1", 7);
      equal([attributes.start, attributes.matches.includes("math.sqrt")], [0, true], "an attribute");
      equal((await rejection(session.complete("x", 5), "a cursor outside")).message, "The cursor 5 is not in the code.", "its message");
    },
  },
  {
    id: "turns",
    title: "R12: runs and questions of a session take turns; sessions do not see each other",
    async run(context) {
      const sandbox = await openSandbox(context);
      const [one, two] = [await sandbox.session(), await sandbox.session()];
      const runs = [one.run({ code: "import time\ntime.sleep(0.3)\nname = 'one'" }), one.run({ code: "print(name)" }), two.run({ code: "print('name' in globals())" })];
      const names = (await one.variables()).map(({ name }) => name);
      const texts = await Promise.all(runs.map(async ({ result }) => (await result).stdout));
      equal([names, texts], [["name"], ["", "one\n", "False\n"]], "names and texts");
    },
  },
  {
    id: "save-restore",
    title: "save() gives every file; restore() and reset() start anew with the files that they are to have",
    async run(context) {
      const session = await (await sharedSandbox(distribution)).session({ files: { "a.txt": "a" } });
      context.after(() => session.dispose());
      await session.run({ code: "import os\nos.makedirs('deep/er')\nopen('deep/er/b.txt', 'w').write('b')\nopen('/tmp/c.txt', 'w').write('c')\nx = 1" }).result;
      const saved = await session.save();
      equal(saved.map(({ path }) => path), ["/tmp/c.txt", "a.txt", "deep/er/b.txt"], "saved");
      const look = "import os\nprint('x' in globals(), os.path.exists('a.txt'), os.path.exists('deep/er/b.txt'), os.path.exists('/tmp/c.txt'))";
      await session.reset();
      equal((await session.run({ code: look }).result).stdout, "False True False False\n", "after reset");
      await session.restore(saved.filter(({ path }) => path !== "a.txt"));
      equal((await session.run({ code: look }).result).stdout, "False False True True\n", "after restore");
    },
  },
];
