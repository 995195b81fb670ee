import { createSandbox, type RunResult, type Sandbox } from "@vitrine/sdk";
import type { Stretch } from "../report.ts";
import { settings } from "../conformance/harness/index.ts";
import { countHeld } from "../conformance/recovery/count-held.ts";
import { eventOf } from "../conformance/support/sandbox.ts";
import { measureStall } from "../conformance/support/measure-stall.ts";

declare global {
  /** Runs this many programs of mixed fates, and says what they left. */
  var soak: (runs: number) => Promise<Stretch>;
}

const held = countHeld();
const sandbox = await createSandbox({ assets: settings.assets, images: false });
const element = document.body.appendChild(document.createElement("div"));
const limits = { runMs: 300 };
const plot = "fig = {'data': [{'type': 'bar', 'y': [1, 3, 2]}]}";
const endless = { code: "print('on', flush=True)\nwhile True: pass" };

/** Starts an endless program, ends it from outside once it computes. */
async function endFromOutside(end: (run: ReturnType<Sandbox["run"]>) => void): Promise<RunResult> {
  const run = sandbox.run(endless);
  await eventOf(run, ({ type }) => type === "stdout");
  end(run);
  return run.result;
}

/** Each fate: how it comes about, and the status that it must have. */
const fates: Record<string, { status: RunResult["status"]; live(): Promise<RunResult> }> = {
  ok: {
    status: "ok",
    async live() {
      const result = await sandbox.run({ code: plot }).result;
      const view = await sandbox.show(result.outputs[0]!, element);
      await view.update(result.outputs[0]!);
      view.dispose();
      return result;
    },
  },
  text: { status: "ok", live: () => sandbox.run({ code: "import sys\nfor i in range(2000): print(i, 'x' * 100)" }).result },
  error: { status: "error", live: () => sandbox.run({ code: "def f(): return {}['x']\nf()" }).result },
  abort: { status: "aborted", live: () => endFromOutside((run) => run.abort()) },
  timeout: { status: "timeout", live: () => sandbox.run({ ...endless, limits }).result },
  crash: { status: "crashed", live: () => sandbox.run({ code: "import ctypes\nctypes.CDLL(None).emscripten_run_script(b'1')" }).result },
  limit: { status: "limit", live: () => sandbox.run({ code: "x = bytearray(2**31 - 1)", limits: { memoryBytes: 2 ** 28 } }).result },
  flood: { status: "limit", live: () => sandbox.run({ code: "import js\nfrom pyodide.ffi import to_js\nfor i in range(100_000): js.console, js.fetch(f'https://flood.invalid/{i}')" }).result },
  session: {
    status: "ok",
    async live() {
      const session = await sandbox.session({ files: { "a.txt": "a" } });
      await session.run({ code: "x = open('a.txt').read()" }).result;
      const result = await session.run({ code: "print(x)" }).result;
      session.dispose();
      return result;
    },
  },
};

/** Takes the frame away, and with it whatever goes on: so nothing else does. */
const kill = { status: "crashed", live: () => endFromOutside(() => document.querySelector('iframe[title="Vitrine kernel"]')!.remove()) } as const;

let next = 0;
globalThis.soak = async (runs) => {
  const stall = measureStall();
  const failures: string[] = [];
  const names = Object.keys(fates);
  const live = async (name: string, { status, live: begin }: (typeof fates)[string]) => {
    const result = await begin().catch((error: unknown) => String(error));
    if (typeof result === "string" || result.status !== status) failures.push(`${name}: ${typeof result === "string" ? result : `${result.status} ${result.error?.message ?? ""}`}`);
  };
  const end = next + runs;
  const lane = async () => {
    while (next < end - 1) {
      const name = names[next++ % names.length]!;
      await live(name, fates[name]!);
    }
  };
  await Promise.all([lane(), lane()]);
  next += 1;
  await live("kill", kill);
  // Opens the frame that takes the dead one's place, as later stretches found it.
  await sandbox.open();
  return { runs, failures, stallMs: stall(), held: { ...(await sandbox.inspect()), ...held.now() } };
};
