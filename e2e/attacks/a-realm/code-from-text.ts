import { assert, type Attack, equal } from "../harness/index.ts";
import { sharedSandbox, why } from "../../conformance/support/sandbox.ts";
import { guestCode, pythonGuest } from "../support/guest.ts";

/** S2: text does not become code, and what the guest does to its own realm stays there. */
export const codeFromTextCases: Attack[] = [
  {
    id: "A-no-eval",
    title: "S2: eval, Function and its kin, timers with text and data: scripts run nothing in the guest's realm; a function does",
    timeoutMs: 60_000,
    async run() {
      const code = `
import js, json
from pyodide.code import run_js
seen = {}
def attempt(name, act):
    try:
        seen[name] = "ran: " + str(act())
    except BaseException as error:
        seen[name] = str(error)
attempt("control", lambda: js.JSON.parse("41") + 1)
attempt("run_js", lambda: run_js("globalThis.ran = 1"))
attempt("eval", lambda: js.eval("globalThis.ran = 1"))
attempt("Function", lambda: js.Function.new("globalThis.ran = 1")())
attempt("constructor", lambda: js.Reflect.construct(js.fetch.constructor, js.Array.of("globalThis.ran = 1"))())
attempt("generator", lambda: js.Reflect.construct(js.Object.getPrototypeOf(js.Reflect.ownKeys).constructor, js.Array.of("globalThis.ran = 1"))())
attempt("importScripts", lambda: js.importScripts("data:text/javascript,globalThis.ran=1"))
js.setTimeout("globalThis.ran = 1", 0)
import asyncio
await asyncio.sleep(0.05)
seen["ran"] = str(getattr(js, "ran", "no"))
print(json.dumps(seen))
`;
      const seen = await pythonGuest<Record<string, string>>(await sharedSandbox("pyodide-0.29"), code);
      equal([seen["control"], seen["ran"]], ["ran: 42", "no"], "control, and whether anything ran");
      for (const name of ["run_js", "eval", "Function", "constructor", "generator"]) assert(seen[name]!.includes("EvalError"), `${name}: ${seen[name]}`);
      assert(!seen["importScripts"]!.startsWith("ran"), seen["importScripts"]!);
    },
  },
  {
    id: "A-realm",
    title: "R1: globals, prototypes and handlers that one run replaces are as new in the next; a program beside it is not touched",
    timeoutMs: 60_000,
    async run() {
      const sandbox = await sharedSandbox("pyodide-0.29");
      const look = () => ({
        taken: "taken" in globalThis,
        map: /\[native code\]/.test(String(Array.prototype.map)),
        fetch: String(fetch).includes("taken"),
        polluted: ({} as Record<string, unknown>)["taken"] ?? null,
      });
      const takeOver = `async () => {
        const look = ${String(look)};
        globalThis.taken = true;
        globalThis.onmessage = globalThis.onerror = () => true;
        globalThis.fetch = () => "taken";
        Array.prototype.map = () => ["taken"];
        Object.prototype.taken = "taken";
        return look();
      }`;
      const looking = guestCode(look, null);
      const [first, beside] = await Promise.all([sandbox.run({ code: guestCode(takeOver, null), limits: { runMs: 2000 } }).result, sandbox.run({ code: looking }).result]);
      const next = await sandbox.run({ code: looking }).result;
      equal(JSON.parse(first.stdout.split("\n")[0]!), { taken: true, map: false, fetch: true, polluted: "taken" }, "control: in its own run the look sees it");
      const untouched = { taken: false, map: true, fetch: false, polluted: null };
      equal([JSON.parse(beside.stdout), JSON.parse(next.stdout)], [untouched, untouched], `beside it, and after it (${why(first)})`);
    },
  },
];
