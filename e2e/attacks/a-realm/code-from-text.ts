import { assert, type Attack, equal, once } from "../harness/index.ts";
import { arsenal } from "../support/arsenal.ts";
import type { Hostile } from "../support/hostile-runtime.ts";

/** Runs in the guest's worker, and as a control in one of the host's: makes code of text by every way that a worker has. */
async function codeFromText(): Promise<Record<string, string>> {
  const scope = globalThis as unknown as Record<string, (text: string) => unknown> & { ran?: number };
  const text = "globalThis.ran = 1";
  const data = `data:text/javascript,${encodeURIComponent(text)}`;
  const made = (sample: object) => (sample.constructor as (code: string) => () => unknown)(text)();
  const ways: Record<string, () => unknown> = {
    eval: () => scope["eval"]!(text),
    function: () => (scope["Function"]!(text) as () => unknown)(),
    "function-constructor": () => made(() => {}),
    "native-constructor": () => made(Reflect.ownKeys),
    "async-function": () => made(async () => {}),
    generator: () => (made(function* empty() {}) as Generator).next(),
    "async-generator": () => (made(async function* empty() {}) as AsyncGenerator).next(),
    "timeout-text": () => scope["setTimeout"]!(text),
    "interval-text": () => setTimeout(clearInterval, 15, scope["setInterval"]!(text)),
    "import-scripts": () => scope["importScripts"]!(data),
    import: () => import(/* @vite-ignore */ data),
  };
  const seen: Record<string, string> = {};
  for (const [name, way] of Object.entries(ways)) {
    delete scope.ran;
    let outcome = "refused in silence";
    try {
      await way();
      await new Promise((resolve) => setTimeout(resolve, 20));
    } catch (error) {
      outcome = (error as Error).name;
    }
    seen[name] = scope.ran === undefined ? outcome : "ran";
  }
  return seen;
}

const weapons = arsenal({
  // Their text stands in the table, so that one can call the other.
  attempt: `async ({ post, finish }) => { post({ type: "stdout-delta", text: JSON.stringify(await (${String(codeFromText)})()) }); finish(); }`,
});

const outcomes = once(async () => {
  const { status, stdout } = await weapons.run("attempt");
  equal(status, "ok", "the guest");
  const worker = new Worker(URL.createObjectURL(new Blob([`(${String(codeFromText)})().then(postMessage)`], { type: "text/javascript" })));
  const control = await new Promise<Record<string, string>>((resolve) => (worker.onmessage = ({ data }) => resolve(data as Record<string, string>)));
  worker.terminate();
  return { guest: JSON.parse(stdout) as Record<string, string>, control };
});

const ways = ["eval", "function", "function-constructor", "native-constructor", "async-function", "generator", "async-generator", "timeout-text", "interval-text", "import-scripts", "import"];

/** S2: text does not become code in the guest's worker. */
export const codeFromTextAttacks: Attack[] = ways.map((way) => ({
  id: `A-code-${way}`,
  title: `S2: text does not become code in the guest's worker by ${way.replaceAll("-", " ")}; in a worker of the host's it does`,
  timeoutMs: 30_000,
  async run() {
    const { guest, control } = await outcomes();
    equal(control[way], "ran", "control");
    assert(guest[way] !== undefined && guest[way] !== "ran", `it ${guest[way]}`);
    return guest[way];
  },
}));

const linking = arsenal({
  // (module (import "js" "eval" (func)) (import "env" "memory" (memory 1)))
  link: async ({ post, finish }: Hostile) => {
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 25, 2, 2, 106, 115, 4, 101, 118, 97, 108, 0, 0, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 0, 1]);
    const link = async (imports: WebAssembly.Imports) => {
      try {
        await WebAssembly.instantiate(bytes, imports);
        return "linked";
      } catch (error) {
        return (error as Error).name;
      }
    };
    const memory = new WebAssembly.Memory({ initial: 1 });
    const outcome = [await link({ js: { eval: () => {} }, env: { memory } }), await link({ js: {}, env: { memory } }), await link({ js: { eval: () => {} }, env: {} }), await link({})];
    post({ type: "stdout-delta", text: outcome.join(" ") });
    finish();
  },
});

export const linkAttack: Attack = {
  id: "A-wasm-undeclared-import",
  title: "S2: WebAssembly gets no function and no memory that nobody gave it",
  timeoutMs: 30_000,
  async run() {
    const { stdout } = await linking.run("link");
    const [control, ...rest] = stdout.split(" ");
    equal(control, "linked", "control: with what it asks for");
    for (const outcome of rest) assert(["LinkError", "TypeError"].includes(outcome), outcome);
  },
};
