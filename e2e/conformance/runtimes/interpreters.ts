import { findDistribution, type Limits, type RunOptions, type RunResult } from "@vitrine/sdk";
import { assert, type Case, type CaseContext, equal, settings } from "../harness/index.ts";
import { eventOf, sharedSandbox, why } from "../support/sandbox.ts";

/** The programs of one interpreter that is data (docs/languages.md). */
interface Programs {
  language: string;
  distribution: string;
  /** Prints standard input in capitals, its arguments joined by "|" and the variable PLACE, "err" to stderr, and writes in.txt to out.txt; in.txt is read-only, and it says "refused" where it is. */
  everything: string;
  /** As in programs.ts. */
  failing: [string, string];
  errorName: string;
  syntax: string;
  exit: string;
  endless: string;
  /** Prints a random number and the year. */
  chance: string;
}

const pythonWasi: Programs = {
  language: "python-wasi",
  distribution: "python-wasi-3.12",
  everything: "import os, sys\nprint(sys.stdin.read().upper(), '|'.join(sys.argv[1:]), os.environ['PLACE'])\nprint('err', file=sys.stderr)\nopen('out.txt', 'w').write(open('in.txt').read())\ntry: open('in.txt', 'w')\nexcept OSError: print('refused')",
  failing: ["def f(x):\n    return 1 / x\n", "\n\nf(0)\n"],
  errorName: "ZeroDivisionError",
  syntax: "print('must not run')\nx = = 1",
  exit: "import sys\nsys.exit(3)",
  endless: "print('kept', flush=True)\nwhile True: pass",
  chance: "import random, datetime\nprint(random.random(), hash('a'), datetime.date.today().year)",
};

const ruby: Programs = {
  language: "ruby",
  distribution: "ruby-3.4",
  everything: "puts [$stdin.read.upcase, ARGV.join('|'), ENV['PLACE']].join(' ')\nwarn 'err'\nFile.write('out.txt', File.read('in.txt'))\nbegin; File.write('in.txt', ''); rescue SystemCallError; puts 'refused'; end",
  failing: ["def f(x)\n  1 / x\nend\n", "\nf(0)\n"],
  errorName: "ZeroDivisionError",
  syntax: "puts 'must not run'\nx = = 1",
  exit: "exit 3",
  endless: "$stdout.sync = true\nputs 'kept'\nloop {}",
  chance: "puts [rand, 'a'.hash, Time.now.year].join(' ')",
};

function casesOf(programs: Programs): Case[] {
  const { language, distribution } = programs;
  const run = async (code: RunOptions["code"], options: Omit<RunOptions, "code" | "language"> & { limits?: Partial<Limits> } = {}): Promise<RunResult> => (await sharedSandbox("pyodide-0.29")).run({ ...options, limits: { runMs: 200_000, ...options.limits }, ...(code !== undefined && { code }), language }).result;
  const cases: Case[] = [
    {
      id: "run",
      title: "R50: an interpreter that is data has streams, arguments, variables and files, and its module is compiled once",
      async run() {
        const given = { stdin: "given", args: ["a b", "-c"], env: { PLACE: "here" }, files: { "in.txt": { content: "text", readOnly: true } } };
        const first = await run(programs.everything, given);
        equal([first.status, first.stdout, first.stderr, first.exitCode, first.manifest.distribution], ["ok", "GIVEN a b|-c here\nrefused\n", "err\n", 0, distribution], why(first));
        equal(first.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]), [["out.txt", "text"]], "files");
        equal((await run(programs.everything, given)).timings.module, "kept", "R51: the next run");
      },
    },
    {
      id: "error",
      title: "R50: an exception is told with its name and its place, what does not parse does not run, and an exit code is the program's",
      async run() {
        const [first, second] = programs.failing;
        const failed = await run([{ name: "block 1", code: first }, { name: "block 2", code: second }]);
        const { error } = failed;
        equal([failed.status, failed.exitCode, error?.code, error?.name, error?.source, error?.line], ["error", 1, "UNCAUGHT_EXCEPTION", programs.errorName, "block 1", 2], why(failed));
        assert(/block 1"?(, line |:)2/.test(error!.traceback) && /divided by 0|division by zero/.test(error!.message), error!.traceback);
        const unread = await run(programs.syntax);
        equal([unread.error?.code, unread.error?.line, unread.stdout], ["SYNTAX_ERROR", 2, ""], why(unread));
        const left = await run(programs.exit);
        equal([left.status, left.exitCode, left.error?.code], ["error", 3, "EXIT"], why(left));
      },
    },
    {
      id: "ends",
      title: "R50: fuel ends it, abort() does, and the next run works",
      async run() {
        const fueled = await run(programs.endless, { limits: { fuel: 3e9 } });
        equal([fueled.status, fueled.error?.code, fueled.usage.fuel, fueled.stdout], ["limit", "FUEL_EXHAUSTED", 3e9, "kept\n"], why(fueled));
        const going = (await sharedSandbox("pyodide-0.29")).run({ code: programs.endless, language });
        await eventOf(going, ({ type }) => type === "stdout");
        going.abort();
        equal((await going.result).status, "aborted", "aborted");
        equal((await run(programs.exit)).exitCode, 3, "the next");
      },
    },
    {
      id: "deterministic",
      title: "R43: with `deterministic` chance, clock and fuel are the same, and another seed is another run",
      async run() {
        const told = async (seed: number) => {
          const { stdout, usage, status, error } = await run(programs.chance, { deterministic: { seed, epoch: Date.UTC(2030, 0, 1) } });
          equal([status, stdout.trim().split(" ").at(-1)], ["ok", "2030"], String(error?.message));
          return [stdout, usage.fuel];
        };
        const first = await told(7);
        equal(await told(7), first, "again");
        assert((await told(8))[0] !== first[0], "another seed");
      },
    },
  ];
  return cases.map((each) => ({ ...each, timeoutMs: 300_000, id: `${language}-${each.id}`, run: (context) => whereGathered(context, distribution, () => each.run(context)) }));
}

/** `vitrine assets` brings interpreters where it is asked to. */
async function whereGathered(context: CaseContext, distribution: string, run: () => unknown): Promise<void> {
  const { path } = Object.values(findDistribution(distribution).files)[0]!;
  const { ok } = await fetch(`${settings.assets}${path}`, { method: "HEAD" });
  if (ok) await run();
  else context.skip(`${path} is not among the assets: gather it by vitrine assets --languages`);
}

export const interpreterCases: Case[] = [...casesOf(pythonWasi), ...casesOf(ruby)];
