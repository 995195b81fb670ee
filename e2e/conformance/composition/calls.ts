import type { RunResult } from "@vitrine/sdk";
import { assert, type Case, equal, rejection } from "../harness/index.ts";
import { eventOf, openSandbox, why } from "../support/sandbox.ts";

/** Where Python cannot wait in the midst of its code it awaits: the same programs, in this engine's way. */
const waits = "Suspending" in WebAssembly;
const call = (name: string) => (waits ? `${name}(` : `await ${name}.ainvoke(`);

const definition = {
  language: "javascript",
  code: `let calls = 0;
module.exports = (given) => {
  calls += 1;
  if (given === "throw") throw new RangeError("refused");
  if (given === "deep") return (function deep(level) { return level === 0 ? 1 : [deep(level - 1)]; })(200);
  if (given === "nothing") return undefined;
  if (given === "cycle") { const cycle = {}; cycle.cycle = cycle; return cycle; }
  if (given === "for ever") while (true);
  if (typeof given?.fill === "number") return "x".repeat(given.fill);
  return { given, calls };
};`,
};

export const callCases: Case[] = [
  {
    id: "call",
    title: "R46: a Python program calls what the page offers it, by name, with JSON in and out, and what it throws is an exception",
    timeoutMs: 120_000,
    async run(context) {
      const sandbox = await openSandbox(context, { images: false });
      const echo = await sandbox.define(definition);
      context.after(() => echo.dispose());
      const python = await sandbox.define({ code: "def main(value): return value['a'] + value['b']" });
      context.after(() => python.dispose());
      const code = `print(${call("echo")}"text"))
print(${call("echo")}[1, None, {"ä": 2.5}]))
print(${call("add")}a=1, b=2))
print(echo)
try:
    ${call("echo")}"throw")
except echo.Error as error:
    print(error)
for text in ("deep", "nothing", "cycle"):
    try:
        print(text, type(${call("echo")}text)).__name__)
    except RuntimeError as error:
        print(text, "failed", error.args[0].split(":")[0])
${call("echo")}"throw")`;
      const result = await sandbox.run({ code, functions: { echo, add: python } }).result;
      const lines = ["{'given': 'text', 'calls': 1}", "{'given': [1, None, {'ä': 2.5}], 'calls': 2}", "3", "<function echo of the page>", "echo: RangeError: refused", "deep failed echo", "nothing NoneType", "cycle failed echo"];
      equal([result.status, result.error?.name, result.error?.line, result.stdout.trim().split("\n")], ["error", "FunctionError", 14, lines], why(result));
      // Its own interpreter, for this run alone: nothing of it is there in the next, or in the function as the page has it.
      const next = await sandbox.run({ code: `print((${call("echo")}"again"))["calls"])`, functions: { echo } }).result;
      equal([next.stdout, ((await echo.invoke("mine")).output as { calls: number }).calls], ["1\n", 1], why(next));
      assert(next.manifest.inputsHash !== (await sandbox.run({ code: "1" }).result).manifest.inputsHash, "functions count among the inputs");
      const unlike = await rejection(sandbox.run({ language: "javascript", code: "1", functions: { echo } }).result, "JavaScript");
      equal((unlike as Error & { code: string }).code, "INVALID_ARGUMENT", "another language");
      for (const functions of [{ "no name": echo }, { __x__: echo }, { f: {} as never }]) equal(((await rejection(sandbox.run({ code: "1", functions }).result, "names")) as Error & { code: string }).code, "INVALID_ARGUMENT", "names");
    },
  },
  {
    id: "call-waits",
    title: "R46: where an engine cannot wait in the midst of Python, a call says what to write in its place; runs that call never wait for each other",
    timeoutMs: 120_000,
    async run(context) {
      const sandbox = await openSandbox(context, { images: false });
      const echo = await sandbox.define(definition);
      context.after(() => echo.dispose());
      const plain = await sandbox.run({ code: 'def f(): return echo("x")\nprint(f()["given"])', functions: { echo } }).result;
      if (waits) equal([plain.status, plain.stdout], ["ok", "x\n"], why(plain));
      else equal([plain.error?.name, plain.error?.message.includes("await echo.ainvoke(…)")], ["FunctionError", true], why(plain));
      // As many as may go on at once, all of which call.
      const runs = [1, 2, 3].map((n) => sandbox.run({ code: `print((await echo.ainvoke(${n}))["given"])`, functions: { echo } }).result);
      equal((await Promise.all(runs)).map(({ stdout }) => stdout), ["1\n", "2\n", "3\n"], "side by side");
      const session = await sandbox.session();
      context.after(() => session.dispose());
      const told = [];
      for (const functions of [{ echo }, { echo }, {}]) told.push(await session.run({ code: 'print((await echo.ainvoke("s"))["calls"])', functions }).result);
      equal(told.map(({ stdout, error }) => [stdout, error?.code]), [["1\n", undefined], ["1\n", undefined], ["", "UNCAUGHT_EXCEPTION"]], "a session's runs are each offered what they are given");
    },
  },
  {
    id: "call-attacks",
    title: "R46: calls are counted, weighed and timed; names that were not offered, forged requests and texts that are no JSON come to nothing; the page runs none of it",
    timeoutMs: 240_000,
    async run(context) {
      const sandbox = await openSandbox(context, { images: false });
      const echo = await sandbox.define(definition);
      context.after(() => echo.dispose());
      const run = (code: string, limits: object = {}): Promise<RunResult> => sandbox.run({ code, functions: { echo }, limits }).result;
      const caught = (body: string) => `try:\n    ${body}\nexcept Exception as error: print(type(error).__name__, error)\n`;
      const forged = await run(`import js
async def post(path, body, method):
    options = js.Object.new()
    options.method = method
    if method == "POST": options.body = body
    print(await (await js.fetch("https://functions.vitrine.invalid/" + path, options)).text())
for path in ("other", "constructor", "__proto__", "echo/../echo", "echo?", ""): await post(path, "1", "POST")
await post("echo", "", "GET")
for text in ("{", "[" * 100000, "", "globalThis.vitrineReport.done = 1"): await post("echo", text, "POST")`);
      const answers = forged.stdout.trim().split("\n");
      equal([answers.length, answers.slice(0, 7).filter((line) => !/"NameError".*there is echo/.test(line)), answers.slice(7).filter((line) => !line.startsWith('{"error"'))], [11, [], []], why(forged));
      const hostile = await run(`value = {"constructor": "x", "toString": None, "__proto__": {"polluted": 1}}\nprint(sorted((${call("echo")}value))["given"])[-2:])`);
      equal([hostile.stdout, ({} as { polluted?: number }).polluted], ["['constructor', 'toString']\n", undefined], why(hostile));
      const counted = await run(`for n in range(5): ${call("echo")}n)`, { functionCalls: 3 });
      equal([counted.error?.name, counted.error?.message.includes("limits.functionCalls")], ["FunctionError", true], why(counted));
      const given = await run(caught(`${call("echo")}"y" * 2000)`), { functionBytes: 1000 });
      assert(given.stdout.includes("limits.functionBytes"), given.stdout + why(given));
      const gave = await run(caught(`${call("echo")}{"fill": 200000})`), { functionBytes: 100_000 });
      assert(gave.stdout.includes("limits.functionBytes"), gave.stdout + why(gave));
      const slow = await run(caught(`${call("echo")}"for ever")`) + `print((${call("echo")}"then"))["given"])`, { functionMs: 500 });
      equal([slow.status, slow.stdout.includes("TimeoutError"), slow.stdout.endsWith("then\n")], ["ok", true, true], slow.stdout + why(slow));
      const nothing = await sandbox.run({ code: caught('import js\n    print(await js.fetch("https://functions.vitrine.invalid/echo"))') }).result;
      assert(nothing.stdout.includes("NETWORK_DENIED") || nothing.error?.code === "NETWORK_DENIED", nothing.stdout + why(nothing));
      const undefinedName = await sandbox.run({ code: 'echo("x")' }).result;
      equal(undefinedName.error?.name, "NameError", "a name that was not offered");
      const going = sandbox.run({ code: `print("going")\n${call("echo")}"for ever")`, functions: { echo }, limits: { functionMs: 60_000 } });
      await eventOf(going, (event) => event.type === "stdout");
      going.abort();
      equal((await going.result).status, "aborted", "aborted in a call");
      const after = await run(`print((${call("echo")}"fine"))["given"])`);
      equal(after.stdout, "fine\n", why(after));
      // The functions' interpreters end with their runs: what is left is the page's own echo.
      let counts = await sandbox.inspect();
      for (let looks = 0; looks < 1000 && counts.sessions + counts.runs > 1; looks++) counts = await sandbox.inspect();
      equal([counts.sessions, counts.runs], [1, 0], "what is left");
    },
  },
];
