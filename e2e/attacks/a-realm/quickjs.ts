import { assert, type Attack, equal, once } from "../harness/index.ts";
import { sharedSandbox } from "../../conformance/support/sandbox.ts";

/** Runs in QuickJS, and as a control in a worker of the host's: what each way of making code of text gets to. */
async function reach(): Promise<Record<string, unknown>> {
  const scope = globalThis as unknown as Record<string, unknown>;
  // The worker's and the platform's own, none of which the guest's realm has.
  const foreign = ["postMessage", "importScripts", "WorkerGlobalScope", "self", "indexedDB", "XMLHttpRequest", "WebAssembly", "navigator", "location", "acorn"];
  const text = `(${String((names: string[], root: Record<string, unknown>) => names.filter((name) => name in root))})(${JSON.stringify(foreign)}, globalThis)`;
  const made = (sample: object) => (sample.constructor as (code: string) => () => unknown)(`return ${text}`)();
  const ways: Record<string, () => unknown> = {
    plain: () => foreign.filter((name) => name in scope),
    eval: () => (scope["eval"] as (code: string) => unknown)(text),
    function: () => made(() => {}),
    "native-constructor": () => made(Reflect.ownKeys),
    "host-constructor": () => made(scope["fetch"] as object),
    "console-constructor": () => made((scope["console"] as Console).log),
    "async-constructor": () => made(async () => {}),
    "error-constructor": () => {
      try {
        throw new TypeError("x");
      } catch (error) {
        return made((error as Error).constructor);
      }
    },
    "answer-constructor": () => (scope["fetch"] as (url: string) => Promise<unknown>)("https://elsewhere.test/").then(() => "fetched", (error: object) => made(error.constructor)),
  };
  const seen: Record<string, unknown> = {};
  for (const [name, way] of Object.entries(ways)) {
    try {
      seen[name] = await way();
    } catch (error) {
      seen[name] = String(error);
    }
  }
  return seen;
}

const outcomes = once(async () => {
  const sandbox = await sharedSandbox("quickjs-0.32");
  const { stdout, error } = await sandbox.run({ language: "javascript", code: `console.log(JSON.stringify(await (${String(reach)})()));` }).result;
  equal(error, undefined, "the guest");
  const worker = new Worker(URL.createObjectURL(new Blob([`(${String(reach)})().then(postMessage)`], { type: "text/javascript" })));
  const control = await new Promise<Record<string, unknown>>((resolve) => (worker.onmessage = ({ data }) => resolve(data as Record<string, unknown>)));
  worker.terminate();
  return { guest: JSON.parse(stdout) as Record<string, unknown>, control };
});

/** Opening the sandbox loads Python as well. */
const timeoutMs = 60_000;

/** QuickJS: constructors, eval and import() are the guest's own and lead nowhere else. */
const attacks: Attack[] = [
  {
    id: "A-quickjs-realm",
    title: "S1: in QuickJS every way of making code of text gets to the guest's own global object alone",
    async run() {
      const { guest, control } = await outcomes();
      equal(Object.entries(guest).filter(([, found]) => JSON.stringify(found) !== "[]"), [], "what was reached");
      assert((control["function"] as string[]).includes("postMessage") && (control["plain"] as string[]).includes("WebAssembly"), `control: ${JSON.stringify(control)}`);
    },
  },
  {
    id: "A-quickjs-import",
    title: "S1, S2: import() in QuickJS loads files of the run and nothing by an address",
    async run() {
      const sandbox = await sharedSandbox("quickjs-0.32");
      const code = `
const tried = ["data:text/javascript,export default 1", "blob:null/1", "https://elsewhere.test/x.js", "../../../etc/passwd", "file:///etc/passwd", "node:child_process", "vitrine:guest.js", "/vitrine/guest.js"];
for (const name of tried) console.log(await import(name).then(() => "loaded " + name, () => "refused"));
console.log((await import("./own.js")).default);`;
      const { stdout } = await sandbox.run({ language: "javascript", code, files: { "own.js": "export default 'own'" } }).result;
      equal(stdout, `${"refused\n".repeat(8)}own\n`, "imports, and the control");
    },
  },
  {
    id: "A-quickjs-glue",
    title: "S1, R1: a program that spoils everything that it can reach ends as itself, and the next run knows nothing of it",
    async run() {
      const sandbox = await sharedSandbox("quickjs-0.32");
      const code = `
for (const name of Object.getOwnPropertyNames(globalThis)) try { if (typeof globalThis[name] === "function" && globalThis[name].prototype) for (const key of Reflect.ownKeys(globalThis[name].prototype)) try { globalThis[name].prototype[key] = () => { throw 1 } } catch {} } catch {}
JSON.stringify = JSON.parse = () => ({ then: 1 });
console.log("spoilt");`;
      const spoilt = await sandbox.run({ language: "javascript", code }).result;
      assert(["ok", "error", "crashed"].includes(spoilt.status), spoilt.status);
      const next = await sandbox.run({ language: "javascript", code: "[1, 2].map((n) => n * 2).join()" }).result;
      equal([next.status, next.value], ["ok", "'2,4'"], "the next run");
    },
  },
  {
    id: "A-quickjs-jobs",
    title: "S1, R3: promises without end, and a catch that goes on, end by fuel and by the deadline",
    async run() {
      const sandbox = await sharedSandbox("quickjs-0.32");
      const endless = ["const next = () => Promise.resolve().then(next); next();", "for (;;) try { for (;;); } catch {}", "async function f() { for (;;) try { await f(); } catch {} } f();", "setInterval(() => {}, 1); await new Promise(() => {});"];
      for (const [index, code] of endless.entries()) {
        const { status, error } = await sandbox.run({ language: "javascript", code, limits: { fuel: 2_000_000, runMs: 3000 } }).result;
        assert(["FUEL_EXHAUSTED", "RUN_TIMEOUT", "UNCAUGHT_EXCEPTION"].includes(error?.code ?? "") && status !== "ok", `${index}: ${status} ${error?.code}`);
      }
      equal((await sandbox.run({ language: "javascript", code: "1" }).result).value, "1", "the next run");
    },
  },
];

export const quickjsAttacks: Attack[] = attacks.map((attack) => ({ timeoutMs, ...attack }));
