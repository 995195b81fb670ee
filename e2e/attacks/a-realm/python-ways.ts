import { sharedSandbox } from "../../conformance/support/sandbox.ts";
import { assert, type Attack, createSink, equal, once } from "../harness/index.ts";
import { literal, pythonGuest } from "../support/guest.ts";

interface Way {
  what: string;
  /** A Python expression. */
  code: string;
  /** What the error says. */
  says: RegExp;
}

const ways: Record<string, Way> = {
  "run-js": { what: "pyodide.code.run_js", code: `run_js("globalThis.ran = 1")`, says: /EvalError/ },
  "js-eval": { what: "js.eval", code: `js.eval("globalThis.ran = 1")`, says: /EvalError/ },
  "js-function": { what: "js.Function", code: `js.Function.new("globalThis.ran = 1")()`, says: /EvalError/ },
  "js-constructor": { what: "the constructor of a function", code: `js.Reflect.construct(js.fetch.constructor, js.Array.of("globalThis.ran = 1"))()`, says: /EvalError/ },
  "js-generator": { what: "the constructor of a native function", code: `js.Reflect.construct(js.Object.getPrototypeOf(js.Reflect.ownKeys).constructor, js.Array.of("globalThis.ran = 1"))()`, says: /EvalError/ },
  "import-scripts": { what: "importScripts", code: `js.importScripts("data:text/javascript,globalThis.ran=1")`, says: /./ },
  "load-binary-file": { what: "Pyodide's own loader of files", code: "await pyodide_js._api.loadBinaryFile(url)", says: /./ },
  "load-package": { what: "Pyodide's own loader of packages, by an address", code: "await load(url + '/x-1.0-py3-none-any.whl')", says: /./ },
  "os-system": { what: "os.system", code: "check(os.system('echo 1'))", says: /./ },
  subprocess: { what: "subprocess", code: "subprocess.run(['echo', '1'])", says: /./ },
  fork: { what: "os.fork", code: "os.fork()", says: /./ },
  exec: { what: "os.execv", code: "os.execv('/bin/sh', ['sh'])", says: /./ },
  worker: { what: "a worker by way of js", code: "js.Worker.new('data:text/javascript,1')", says: /one worker/ },
  parent: { what: "the page by way of js", code: "js.parent.document.title", says: /AttributeError/ },
  storage: { what: "the reader's storage by way of js", code: "js.localStorage.length", says: /AttributeError/ },
  "host-files": { what: "files of the machine", code: "open('/etc/passwd').read().index('root:x') and open('/proc/self/environ').read()", says: /Error/ },
};

/** One program tries them all. */
const outcomes = once(async () => {
  const sink = createSink("python-ways");
  const attempts = Object.entries(ways).map(([name, { code }]) => `
try:
    seen[${literal(name)}] = "succeeded: " + str(${code})
except BaseException as error:
    seen[${literal(name)}] = f"{type(error).__name__}: {error}"`);
  const code = `
import asyncio, json, js, os, pyodide_js, subprocess
from pyodide.code import run_js
url = ${literal(sink.url)}
seen = {"control": str(js.JSON.parse("41") + 1)}
def check(code):
    if code != 0:
        raise OSError(f"code {code}")
async def load(address):
    await pyodide_js.loadPackage(address)
    if "x" not in pyodide_js.loadedPackages.to_py():
        raise OSError("nothing was loaded")
${attempts.join("")}
await asyncio.sleep(0.05)
seen["ran"] = str(getattr(js, "ran", "no"))
print(json.dumps(seen))`;
  const seen = await pythonGuest<Record<string, string>>(await sharedSandbox("pyodide-0.29"), code);
  const arrivals = await sink.arrivals();
  await fetch(sink.url);
  equal([seen["control"], await sink.arrivals() - arrivals], ["42", 1], "controls: js works, and the sink counts");
  return { seen, arrivals };
});

/** S1, S2, R2: ways that Python has out of itself. */
export const pythonWayAttacks: Attack[] = Object.entries(ways).map(([name, { what, says }]) => ({
  id: `A-python-${name}`,
  title: `S1, S2: ${what} leads Python to no code, no process, no page and no server`,
  timeoutMs: 90_000,
  async run() {
    const { seen, arrivals } = await outcomes();
    assert(!seen[name]!.startsWith("succeeded") && says.test(seen[name]!), seen[name]!);
    equal([seen["ran"], arrivals], ["no", 0], "whether anything ran, and arrivals");
    return seen[name];
  },
}));
