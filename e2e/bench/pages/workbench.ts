import { defaultLimits } from "@vitrine/sdk";
import { checkDrawn as checkBaseline } from "../baselines/check-drawn.ts";
import type { Wants } from "../baselines/boot-pyodide.ts";
import { drawFigure, eraseFigure } from "../baselines/plotly-script.ts";
import { WorkerFlow, workerFlow } from "../baselines/worker-flow.ts";
import { measureStall } from "../../conformance/support/measure-stall.ts";
import bar from "../programs/bar.py?raw";
import line from "../programs/line.py?raw";
import lines from "../programs/lines.py?raw";
import matmul from "../programs/matmul.py?raw";
import plotlyOnly from "../programs/plotly-only.py?raw";
import pystone from "../programs/pystone.py?raw";
import science from "../programs/science.py?raw";
import strings from "../programs/strings.py?raw";
import { checkDrawn, figureOurs, openOurs, phasesOf, runOurs } from "./ours.ts";
import { modulePairs, type Pair } from "./module-pairs.ts";
import { imagesKept, settle } from "./settle.ts";
import { painted } from "./painted.ts";

/** What a run's stdout may come to by default. */
const keptBytes = defaultLimits.stdoutBytes;

const element = document.body.appendChild(document.createElement("div"));
const opened = openOurs();
const bare: Wants = { packages: [], wheels: [] };
const plotly: Wants = { packages: [], wheels: ["plotly"] };

const pairs: Record<string, Pair> = {
  "last-token-drawn": drawnPair(),
  "fresh-plotly": freshPair("fresh-plotly", plotly, plotlyOnly, "bar"),
  "fresh-science": freshPair("fresh-science", { packages: ["numpy", "pandas"], wheels: ["plotly"] }, science, "4 bar"),
  "kill-ready": killPair(),
  "compute-pystone": computePair("compute-pystone", [], pystone),
  "compute-strings": computePair("compute-strings", [], strings),
  "compute-numpy": computePair("compute-numpy", ["numpy"], matmul),
  "figure-1e4": figurePair("figure-1e4", 10_000),
  "figure-1e6": figurePair("figure-1e6", 1_000_000),
  "stdout-1mb": stdoutPair("stdout-1mb", 1),
  "stdout-100mb": stdoutPair("stdout-100mb", 100),
  ...modulePairs,
};

globalThis.measure = async (id, side) => {
  const sandbox = await opened;
  await settle(sandbox);
  return side === "ours" ? pairs[id]!.ours(sandbox) : pairs[id]!.baseline();
};

globalThis.warm = async () => {
  // A chart of lists and one of tables: each has its kind of image.
  await runOurs(await opened, { code: bar });
  await runOurs(await opened, { code: science });
  await imagesKept(2);
};

/** Milliseconds until the promise resolves, with its value. */
async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

function insist(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what}: ${String(found)} instead of ${String(wanted)}`);
}

/** The same figure: program, drawing and all by Vitrine against drawing alone where Plotly is loaded. */
function drawnPair(): Pair {
  let json: string | undefined;
  return {
    async ours(sandbox) {
      const { ms, value } = await timed(() => figureOurs(sandbox, { code: bar }, element));
      await checkDrawn(value.view, 8);
      value.view.dispose();
      return { "last-token-drawn": ms, ...value.phases };
    },
    async baseline() {
      json ??= (await workerFlow(plotly, `${bar}\nfig.to_json()`)).value;
      const { ms } = await timed(() => drawBaseline(json!));
      checkBaseline(element, 8);
      eraseFigure(element);
      return { "last-token-drawn": ms };
    },
  };
}

async function drawBaseline(json: string): Promise<void> {
  await drawFigure(json, element);
  await painted();
}

/** An interpreter that has run nothing, until the program has imported its packages and answered. */
function freshPair(id: string, wants: Wants, code: string, answer: string): Pair {
  return {
    async ours(sandbox) {
      const { ms, value } = await timed(() => runOurs(sandbox, { code }));
      insist("printed", value.stdout.trim(), answer);
      return { [id]: ms, ...phasesOf(value) };
    },
    async baseline() {
      const { ms, value } = await timed(() => workerFlow(wants, code));
      insist("printed", value.stdout.trim(), answer);
      return { [id]: ms };
    },
  };
}

/** From the end of a program that would never end to the first answer of the next interpreter. */
function killPair(): Pair {
  const answer = "print('ready')";
  const endless = "print('on', flush=True)\nwhile True: pass";
  return {
    async ours(sandbox) {
      const spinning = sandbox.run({ code: endless });
      for await (const { type } of spinning.events) if (type === "stdout") break;
      // Nobody ends a program that has only just begun.
      await settle(sandbox);
      const { ms, value } = await timed(async () => {
        spinning.abort();
        return runOurs(sandbox, { code: answer });
      });
      insist("printed", value.stdout, "ready\n");
      insist("the endless program", (await spinning.result).status, "aborted");
      return { "kill-ready": ms, ...phasesOf(value) };
    },
    async baseline() {
      const spinning = await WorkerFlow.boot(bare);
      void spinning.run("while True: pass");
      const { ms, value } = await timed(() => {
        spinning.end();
        return workerFlow(bare, answer);
      });
      insist("printed", value.stdout, "ready\n");
      return { "kill-ready": ms };
    },
  };
}

/** Seconds that the program measured of itself, against an interpreter that stays up. */
function computePair(id: string, packages: string[], code: string): Pair {
  let raw: WorkerFlow | undefined;
  let answer: string | undefined;
  const read = (printed: string) => {
    const [seconds, ...rest] = printed.trim().split(" ");
    answer ??= rest.join(" ");
    insist("answer", rest.join(" "), answer);
    return { [id]: Number(seconds) * 1000 };
  };
  return {
    ours: async (sandbox) => read((await runOurs(sandbox, { code })).stdout),
    async baseline() {
      raw ??= await WorkerFlow.boot({ packages, wheels: [] });
      const before = raw.printed.length;
      await raw.run(code);
      return read(raw.printed.slice(before).join(""));
    },
  };
}

/** A line of that many points, from the program to the painted figure, on a page that has Plotly. */
function figurePair(id: string, points: number): Pair {
  const code = line.replace("10_000", String(points));
  return {
    async ours(sandbox) {
      const { ms, value } = await timed(() => figureOurs(sandbox, { code }, element));
      await checkDrawn(value.view, 1);
      value.view.dispose();
      return { [id]: ms, ...value.phases };
    },
    async baseline() {
      const { ms } = await timed(async () => {
        const { value } = await workerFlow({ packages: ["numpy"], wheels: ["plotly"] }, `${code}\nfig.to_json()`);
        await drawBaseline(value);
      });
      checkBaseline(element, 1);
      eraseFigure(element);
      return { [id]: ms };
    },
  };
}

/** A program that prints, and how long the page stands still meanwhile. What goes beyond the limit is cut, and said to be. */
function stdoutPair(id: string, mebibytes: number): Pair {
  const code = lines.replace("mebibytes = 1", `mebibytes = ${mebibytes}`);
  const bytes = mebibytes * 2 ** 20;
  return {
    async ours(sandbox) {
      const still = measureStall();
      const { ms, value } = await timed(() => sandbox.run({ code }).result);
      const stallMs = still();
      const { status, stdout, truncated } = value;
      insist("status", status, "ok");
      insist("kept", stdout.length, Math.min(bytes, keptBytes));
      insist("cut", truncated.includes("stdout"), bytes > keptBytes);
      return { [id]: ms, [`${id}-stall`]: stallMs };
    },
    async baseline() {
      const still = measureStall();
      const { ms, value } = await timed(() => workerFlow(bare, code));
      const stallMs = still();
      insist("printed", value.stdout.length, bytes);
      return { [id]: ms, [`${id}-stall`]: stallMs };
    },
  };
}

/** Interpreters that stay, for whoever weighs the browser. */
const held: (() => void)[] = [];

globalThis.hold = async (side, count) => {
  for (let i = 0; i < count; i++) {
    if (side === "ours") {
      const session = await (await opened).session();
      held.push(() => session.dispose());
      const { status } = await session.run({ code: plotlyOnly }).result;
      insist("status", status, "ok");
    } else {
      const flow = await WorkerFlow.boot(plotly);
      held.push(() => flow.end());
      await flow.run(plotlyOnly);
    }
  }
};

globalThis.release = async () => {
  for (const end of held.splice(0)) end();
};
