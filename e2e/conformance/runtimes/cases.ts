import { exportFunction, findDistribution, importFunction, type Limits, type QuickJsDistribution, type RunOptions, type RunResult } from "@vitrine/sdk";
import { assert, type Case, equal, settings } from "../harness/index.ts";
import { eventOf, figuresOf, openSandbox, sharedSandbox, why } from "../support/sandbox.ts";
import { javascript, type Programs } from "./programs.ts";

type Options = Omit<RunOptions, "code" | "language"> & { limits?: Partial<Limits> };

/** What every language keeps, in its own words. A language that deviates says so in `except`, with the reason. */
export function runtimeCases(programs: Programs, except: Partial<Record<keyof Programs | "fuel", string>> = {}): Case[] {
  const { language, distribution } = programs;
  const run = async (code: string | { name: string; code: string }[], options: Options = {}): Promise<RunResult> => (await sharedSandbox(distribution)).run({ ...options, code, language }).result;
  const cases: (Case & { of: keyof Programs | "fuel" })[] = [
    {
      of: "streams",
      id: "streams",
      title: "R9: what a program prints arrives on its streams",
      async run() {
        const result = await run(programs.streams);
        equal([result.status, result.stdout, result.stderr, result.exitCode], ["ok", "out\n", "err\n", 0], why(result));
        equal([result.manifest.language, result.manifest.distribution], [language, distribution], "manifest");
      },
    },
    {
      of: "value",
      id: "value",
      title: "R30: a last expression is the value, and is shown",
      async run() {
        const result = await run(programs.value);
        equal([result.status, result.value, result.outputs.map(({ data }) => data["text/plain"])], ["ok", programs.valueText, [programs.valueText]], why(result));
      },
    },
    {
      of: "failing",
      id: "error",
      title: "R8: an error names the block and the line that the reader sees, and what to do",
      async run() {
        const [first, second] = programs.failing;
        const { status, error, exitCode } = await run([{ name: "block 1", code: first }, { name: "block 2", code: second }]);
        equal([status, exitCode, error?.code, error?.name, error?.source, error?.line], ["error", 1, "UNCAUGHT_EXCEPTION", programs.errorName, "block 1", 2], error?.traceback ?? "no error");
        assert(/block 2"?(, line |:)3/.test(error!.traceback) && error!.traceback.includes(first.split("\n")[1]!.trim()), error!.traceback);
        assert(!/vitrine/.test(error!.traceback) && error!.fix !== "", `${error!.traceback} / ${error!.fix}`);
      },
    },
    {
      of: "syntax",
      id: "syntax",
      title: "R8: a program that does not parse does not half run",
      async run() {
        const { status, error, stdout } = await run([{ name: "first", code: programs.value }, { name: "second", code: programs.syntax }]);
        equal([status, error?.code, error?.source, error?.line, stdout], ["error", "SYNTAX_ERROR", "second", 2, ""], error?.traceback ?? "no error");
      },
    },
    {
      of: "exit",
      id: "exit",
      title: "A program ends itself with a code",
      async run() {
        const { status, exitCode, error, stdout } = await run(programs.exit);
        equal([status, exitCode, error?.code, stdout], ["error", 3, "EXIT", ""], "exit");
      },
    },
    {
      of: "stdin",
      id: "stdin",
      title: "Standard input is the text that the run is given",
      async run() {
        const result = await run(programs.stdin, { stdin: "one\ntwo\nthree\n" });
        equal([result.status, result.stdout], ["ok", "3 ONE\n"], why(result));
      },
    },
    {
      of: "args",
      id: "args",
      title: "Arguments and variables are the run's",
      async run() {
        const result = await run(programs.args, { args: ["a b", "-c"], env: { PLACE: "here" } });
        equal([result.status, result.stdout], ["ok", "a b|-c here\n"], why(result));
      },
    },
    {
      of: "files",
      id: "files",
      title: "Files go in and come out, and only what was written",
      async run() {
        const result = await run(programs.files, { files: { "in.txt": "text" } });
        equal([result.status, result.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])], ["ok", [["out.txt", "TEXT"]]], why(result));
      },
    },
    {
      of: "readOnly",
      id: "read-only",
      title: "R23: a read-only file is not written",
      async run() {
        const result = await run(programs.readOnly, { files: { "in.txt": { content: "text", readOnly: true } } });
        equal([result.status, result.stdout, result.files.length], ["ok", "refused\n", 0], why(result));
      },
    },
    {
      of: "endless",
      id: "deadline",
      title: "R3: a run that takes too long is ended by its deadline, and the next one works",
      async run() {
        const late = await run(programs.endless, { limits: { runMs: 500 } });
        equal([late.status, late.error?.code, late.stdout, late.exitCode], ["timeout", "RUN_TIMEOUT", "kept\n", null], why(late));
        equal((await run(programs.streams)).stdout, "out\n", "the next");
      },
    },
    {
      of: "endless",
      id: "abort",
      title: "R4: abort() ends a run in the midst of its code",
      async run() {
        const going = (await sharedSandbox(distribution)).run({ code: programs.endless, language });
        await eventOf(going, (event) => event.type === "stdout");
        going.abort();
        const { status, error, stdout } = await going.result;
        equal([status, error?.code, stdout], ["aborted", "ABORTED", "kept\n"], "aborted");
      },
    },
    {
      of: "memory",
      id: "memory",
      title: "R5: memory past the limit ends the run with the limit's name, and the next one works",
      async run() {
        const limits = { memoryBytes: 256 * 1024 * 1024 };
        const { status, error, usage } = await run(programs.memory, { limits });
        equal([status, error?.code, error?.message.includes(`limits.memoryBytes is ${limits.memoryBytes}`)], ["limit", "MEMORY_LIMIT", true], String(error?.message));
        assert(usage.peakMemoryBytes! > 100 * 1024 * 1024 && usage.peakMemoryBytes! < 300 * 1024 * 1024, `peak ${usage.peakMemoryBytes}`);
        equal((await run(programs.streams)).stdout, "out\n", "the next");
      },
    },
    {
      of: "recursion",
      id: "recursion",
      title: "R15: recursion without end is an exception that can be caught",
      async run() {
        const result = await run(programs.recursion);
        equal([result.status, result.stdout], ["ok", "caught\n"], why(result));
      },
    },
    {
      of: "fuel",
      id: "fuel",
      title: "R31: a program that does more steps than limits.fuel ends with what it made, and what it used is told",
      async run() {
        const late = await run(programs.endless, { limits: { fuel: 1_000_000 } });
        equal([late.status, late.error?.code, late.stdout, late.usage.fuel], ["limit", "FUEL_EXHAUSTED", "kept\n", 1_010_000], why(late));
        equal((await run(programs.streams)).stdout, "out\n", "the next");
      },
    },
    {
      of: "outputs",
      id: "outputs",
      title: "R10: figures and what is displayed are outputs, in order, each once",
      async run() {
        const { status, outputs, error } = await run(programs.outputs);
        equal([status, outputs.map(({ data }) => Object.keys(data)[0])], ["ok", ["application/vnd.plotly.v1+json", "text/html"]], String(error?.message));
        equal(figuresOf(outputs).map(({ data, layout }) => [data.map(({ type }) => type), (layout["title"] as { text: string }).text]), [[["bar"], "T"]], "the figure");
      },
    },
    {
      of: "leftOver",
      id: "left-over",
      title: "R10: a figure that is left in a variable comes as well",
      async run() {
        const { outputs } = await run(programs.leftOver);
        equal(figuresOf(outputs).map(({ data }) => data[0]!.type), ["bar"], "the figure");
      },
    },
    {
      of: "fresh",
      id: "fresh",
      title: "R1: nothing of one run is there in the next",
      async run() {
        equal([(await run(programs.fresh)).stdout, (await run(programs.fresh)).stdout], ["fresh\n", "fresh\n"], "two runs");
      },
    },
    {
      of: "counts",
      id: "session",
      title: "R12: a session goes on from run to run, and tells its variables",
      async run(context) {
        const session = await (await sharedSandbox(distribution)).session({ language });
        context.after(() => session.dispose());
        const [first, again] = programs.counts;
        const values = [];
        for (const code of [first, again, again]) values.push((await session.run({ code }).result).value);
        equal(values, ["1", "2", "3"], "values");
        equal((await session.run({ code: programs.failing[0] + programs.failing[1] }).result).status, "error", "an error ends the run alone");
        equal([(await session.run({ code: first }).result).value, (await session.variables()).find(({ name }) => name === "n")?.preview], ["1", "1"], "declared again, and told");
      },
    },
    {
      of: "fetches",
      id: "network",
      title: "R2, R21: the network is closed but for what the policy lists",
      async run(context) {
        const open = await openSandbox(context, { distribution, preload: [language], policy: { network: [{ origin: settings.sink }] } });
        const env = (origin: string) => ({ URL: `${origin}/text/runtimes-${crypto.randomUUID()}?body=listed` });
        const allowed = await open.run({ code: programs.fetches, language, env: env(settings.sink) }).result;
        equal([allowed.status, allowed.stdout], ["ok", "listed\n"], why(allowed));
        const denied = await run(programs.fetches, { env: env(settings.sink) });
        equal([denied.status, denied.error?.code, denied.stdout], ["error", "NETWORK_DENIED", ""], why(denied));
      },
    },
    {
      of: "chance",
      id: "deterministic",
      title: "R32: with `deterministic` two runs are alike, outputs and manifest; without, they are not",
      async run() {
        const told = async (options: Options) => {
          const { status, stdout, manifest, error } = await run(programs.chance, options);
          equal(status, "ok", String(error?.message));
          return JSON.stringify([stdout, manifest]);
        };
        const fixed = { deterministic: { seed: 7, epoch: Date.UTC(2030, 0, 1) } };
        equal(await told(fixed), await told(fixed), "two runs");
        assert((await told(fixed)) !== (await told({ deterministic: { seed: 8, epoch: Date.UTC(2030, 0, 1) } })), "another seed is another run");
        assert((await told({})) !== (await told({})), "by chance");
        assert((await told(fixed)).includes("2030-01-01T00:00:00"), "the clock begins at the epoch");
      },
    },
    {
      of: "definition",
      id: "define",
      title: "R33: a function is defined once and called many times, with JSON in and out, and errors as values",
      async run(context) {
        const fn = await (await sharedSandbox(distribution)).define({ language, code: programs.definition });
        context.after(() => fn.dispose());
        equal(fn.defined.status, "ok", why(fn.defined));
        for (const text of ["abc", "ähm"]) {
          const result = await fn.invoke(text);
          equal([result.status, result.output, result.outputs.length], ["ok", { length: 3, upper: text.toUpperCase() }, 0], why(result));
        }
        const failed = await fn.invoke("");
        equal([failed.status, failed.error?.message.includes("empty"), "output" in failed], ["error", true, false], why(failed));
        // R8: at the reader's own line, which is not of this run's code.
        equal(failed.error?.line, 1 + programs.definition.split("\n").findIndex((line) => line.includes("empty")), "the line");
        assert(!/invoke/.test(failed.error?.traceback ?? ""), `no frame of ours: ${failed.error?.traceback}`);
        equal((await fn.invoke("on")).output, { length: 2, upper: "ON" }, "after an error");
      },
    },
    {
      of: "definition",
      id: "define-stop",
      title: "R33: a definition and a call end when their signal says so, and the next call begins anew",
      async run(context) {
        const sandbox = await sharedSandbox(distribution);
        const stopping = new AbortController();
        const defining = sandbox.define({ language, code: programs.endless, signal: stopping.signal });
        stopping.abort();
        const endless = await defining;
        context.after(() => endless.dispose());
        equal(endless.defined.status, "aborted", why(endless.defined));
        const fn = await sandbox.define({ language, code: programs.definition });
        context.after(() => fn.dispose());
        equal((await fn.invoke("abc", { signal: AbortSignal.abort() })).status, "aborted", "a call that was over before it began");
        const again = await fn.invoke("abc");
        equal(again.output, { length: 3, upper: "ABC" }, why(again));
      },
    },
    {
      of: "definition",
      id: "kept",
      title: "R35: an exported function is imported as it was, and defined; one whose code was changed is refused",
      async run(context) {
        const text = await exportFunction({ name: "Lengths", description: "Length and capitals", language, code: programs.definition });
        const fn = await (await sharedSandbox(distribution)).define(await importFunction(text));
        context.after(() => fn.dispose());
        equal((await fn.invoke("abc")).output, { length: 3, upper: "ABC" }, why(fn.defined));
        const refused = await importFunction(text.replace('"code": "', '"code": "\\n')).catch((error: { code?: string }) => error.code);
        equal(refused, "HASH_MISMATCH", "changed code");
      },
    },
  ];
  return cases.map(({ of, ...each }) => ({
    timeoutMs: 90_000,
    ...each,
    id: `${language}-${each.id}`,
    run: (context) => {
      const reason = except[of];
      return reason === undefined ? each.run(context) : context.skip(reason);
    },
  }));
}

/** Which files of runtimes a sandbox fetches. */
export const loadingCases: Case[] = [
  {
    id: "only-javascript",
    title: "R34: a sandbox that runs JavaScript alone fetches nothing of Python, and one that runs Python alone nothing of JavaScript",
    timeoutMs: 90_000,
    async run(context) {
      for (const [language, code, own, other] of [["javascript", "1", "quickjs", "pyodide"], ["python", "1", "pyodide", "quickjs"]] as const) {
        // Kept files are not fetched, and fetched ones are to be seen.
        await caches.delete("vitrine-assets-1");
        const seen: string[] = [];
        const sandbox = await openSandbox(context, { preload: [language], onProgress: ({ file }) => void seen.push(file) });
        equal((await sandbox.run({ language, code }).result).status, "ok", language);
        equal([seen.some((file) => file.includes(own)), seen.filter((file) => file.includes(other))], [true, []], `files of ${own}, and of ${other}`);
      }
    },
  },
  {
    id: "javascript-modules",
    title: "R30: files are imported and required, by name and by path; packages are not there, and the error says what is",
    timeoutMs: 90_000,
    async run() {
      const sandbox = await sharedSandbox("quickjs-0.32");
      const files = { "own.js": "export default 'default'; export const named = 'named';", "lib/old.js": "const path = require('path'); module.exports = { base: path.basename(__filename), more: require('./more.json').x };", "lib/more.json": '{"x":1}' };
      const code = "import own, { named } from './own.js';\nimport old from './lib/old.js';\nconsole.log(own, named, old.base, old.more, require('./lib/old').base, (await import('./own.js')).named);";
      const result = await sandbox.run({ language: "javascript", code, files }).result;
      equal([result.status, result.stdout], ["ok", "default named old.js 1 old.js named\n"], why(result));
      const missing = await sandbox.run({ language: "javascript", code: "import lodash from 'lodash';" }).result;
      equal([missing.error?.code, missing.error?.message, missing.error?.fix.includes("./file.js")], ["PACKAGE_NOT_FOUND", "Cannot find package 'lodash' imported from main.js", true], why(missing));
      const late = await sandbox.run({ language: "javascript", code: "async function f() { throw new RangeError('left alone'); }\nf();\nsetTimeout(() => {}, 10);\nconsole.log('first');" }).result;
      equal([late.status, late.stdout, late.error?.name, late.error?.line], ["error", "first\n", "RangeError", 1], why(late));
    },
  },
  {
    id: "without-wasm",
    title: "R34: where the frame cannot compile the WebAssembly, JavaScript runs without it, under the same limits",
    timeoutMs: 90_000,
    async run(context) {
      const genuine = findDistribution("quickjs-0.32") as QuickJsDistribution;
      // Of the assets directory, and nothing that compiles: what a policy without 'wasm-unsafe-eval' does to the real one.
      const bytes = await (await fetch(`${settings.assets}assets.json`)).arrayBuffer();
      const sha256 = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
      const wasm = { path: "assets.json", sha256, size: bytes.byteLength, url: "https://cdn.test/" };
      const seen: string[] = [];
      await caches.delete("vitrine-assets-1");
      const sandbox = await openSandbox(context, { distribution: { ...genuine, files: { ...genuine.files, wasm } }, preload: ["javascript"], onProgress: ({ file }) => void seen.push(file) });
      assert(seen.includes(genuine.files.asmjs.path), `the build without it was fetched: ${seen.join()}`);
      const run = async (code: string, limits: Partial<Limits> = {}) => sandbox.run({ language: "javascript", code, limits }).result;
      const value = await run(javascript.value);
      equal([value.status, value.value], ["ok", "42"], why(value));
      const late = await run(javascript.endless, { fuel: 1_000_000 });
      equal([late.error?.code, late.usage.fuel], ["FUEL_EXHAUSTED", 1_010_000], why(late));
      const memory = await run(javascript.memory, { memoryBytes: 64 * 1024 * 1024 });
      equal([memory.status, memory.error?.code], ["limit", "MEMORY_LIMIT"], why(memory));
    },
  },
];
