import type { RunEvent } from "@vitrine/sdk";
import { assert, type Case, equal, rejection } from "../harness/index.ts";
import { figuresOf, openSandbox, why } from "../support/sandbox.ts";

const languages = ["python", "javascript", "wat"];

/** Copies standard input to standard output, up to 4096 bytes. */
const copies = `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 64)) (i32.store (i32.const 4) (i32.const 4096))
    (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    (i32.store (i32.const 4) (i32.load (i32.const 8)))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`;

const printsFigure = "console.log(JSON.stringify({ data: [{ type: 'bar', y: [1, 2, 3] }], layout: {} }))";

export const pipeCases: Case[] = [
  {
    id: "pipe-languages",
    title: "R45: what JavaScript prints is Python's variable, what Python prints is WASI's standard input, and each step's result is kept",
    timeoutMs: 120_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: languages, images: false });
      const told: [number, RunEvent["type"]][] = [];
      const { status, results, failed } = await sandbox.pipe(
        [
          { language: "javascript", code: "console.log(JSON.stringify([{ n: 1 }, { n: 'ä' }]))" },
          { code: "print(len(rows), rows[1]['n'], end='')", input: { as: { variable: "rows" } } },
          { language: "wat", code: copies },
          { language: "javascript", code: "const fs = require('fs');\nfs.writeFileSync('out.csv', fs.readFileSync('in.txt', 'utf8') + '!');", input: { as: { file: "in.txt" } } },
          { code: "print(open('data/in.csv').read(), input())", stdin: "own", input: { from: { file: "out.csv" }, as: { file: "data/in.csv" } } },
          { language: "javascript", code: "console.log(require('fs').readFileSync(0, 'utf8').trim())" },
        ],
        { onEvent: (event, step) => void told.push([step, event.type]) },
      );
      equal([status, failed, results.map(({ stdout }) => stdout)], ["ok", null, ['[{"n":1},{"n":"ä"}]\n', "2 ä", "2 ä", "", "2 ä! own\n", "2 ä! own\n"]], results.map(why).join(" | "));
      equal([0, 1, 2, 3, 4, 5].filter((step) => !told.some(([of, type]) => of === step && type === "phase")), [], "steps whose events came");
      const again = await sandbox.pipe([{ language: "javascript", code: "console.log('[1]')" }, { code: "print(rows)", input: { as: { variable: "rows" } } }]);
      assert(again.results[1]!.manifest.inputsHash !== results[1]!.manifest.inputsHash, "what is handed over counts among the inputs");
    },
  },
  {
    id: "pipe-once",
    title: "R45: a figure that is handed on is drawn once, by the step that shows it",
    timeoutMs: 120_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: languages, images: false });
      for (const shows of [{ code: "fig", language: "python" }, { code: "fig", language: "javascript" }]) {
        const { results } = await sandbox.pipe([{ language: "javascript", code: printsFigure }, { ...shows, input: { as: { variable: "fig" } } }]);
        equal(results.map(({ outputs }) => figuresOf(outputs).length), [0, 1], `${shows.language}: ${results.map(why).join(" | ")}`);
      }
      for (const language of ["python", "javascript"]) {
        const { outputs, status } = await sandbox.run({ language, code: "x = 1", variables: { fig: { data: [{ type: "bar", y: [1] }], layout: {} } } }).result;
        equal([status, outputs.length], ["ok", 0], `${language}: given and not shown`);
      }
    },
  },
  {
    id: "pipe-fails",
    title: "R45: a pipe ends at the first step that fails, or that left nothing to take; what it had is kept, and nothing runs on half of a text",
    timeoutMs: 120_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["javascript"] });
      const javascript = (code: string, more: object = {}) => ({ language: "javascript", code, ...more });
      const thrown = await sandbox.pipe([javascript("console.log(1)"), javascript("throw new RangeError('here')"), javascript("console.log(3)")]);
      equal([thrown.status, thrown.failed, thrown.results.length, thrown.error?.message, thrown.results[0]!.stdout], ["error", 1, 2, "here", "1\n"], "an error");
      const noJson = await sandbox.pipe([javascript("console.log('[1,')"), javascript("rows", { input: { as: { variable: "rows" } } })]);
      equal([noJson.status, noJson.failed, noJson.results.length, noJson.error?.code], ["error", 1, 1, "PIPE_INPUT"], noJson.error?.message ?? "");
      const noFile = await sandbox.pipe([javascript("1"), javascript("1", { input: { from: { file: "no.csv" } } })]);
      equal([noFile.error?.code, noFile.error?.message.includes("no.csv")], ["PIPE_INPUT", true], noFile.error?.message ?? "");
      const cut = await sandbox.pipe([javascript("console.log('x'.repeat(2000))", { limits: { stdoutBytes: 1000 } }), javascript("1")]);
      equal([cut.error?.code, cut.results[0]!.truncated], ["PIPE_INPUT", ["stdout"]], cut.error?.message ?? "");
      const late = await sandbox.pipe([javascript("1"), javascript("while (true);", { limits: { runMs: 300 } }), javascript("1")]);
      equal([late.status, late.failed, late.error?.code], ["timeout", 1, "RUN_TIMEOUT"], "a limit of one step");
      const stop = new AbortController();
      const stopped = await sandbox.pipe([javascript("console.log('first')"), javascript("console.log('going');\nwhile (true);"), javascript("1")], { signal: stop.signal, onEvent: (event, step) => void (step === 1 && event.type === "stdout" && stop.abort()) });
      equal([stopped.status, stopped.failed, stopped.results.map(({ stdout }) => stdout)], ["aborted", 1, ["first\n", "going\n"]], "aborted");
      for (const steps of [[], [javascript("1", { input: {} })], [javascript("1"), javascript("1", { input: { as: { variable: "no name" } } })], [javascript("1"), { language: "cobol", code: "1" }]]) {
        const error = await rejection(sandbox.pipe(steps), "options");
        assert(["INVALID_ARGUMENT", "LANGUAGE_UNSUPPORTED"].includes((error as { code?: string } & Error).code!), error.message);
      }
    },
  },
];
