import { type Case, equal } from "../harness/index.ts";
import { openSandbox, why } from "../support/sandbox.ts";

const asking = "name = input('Name? ')\nage = int(input('Age? '))\nprint(f'{name} is {age}')\nimport sys\nprint(sys.stdin.readlines())\nprint(input())\ntry: input()\nexcept EOFError: print('end')";

/** input() asks the reader, where the engine can wait. */
export const inputCases: Case[] = [
  {
    id: "input",
    title: "input() asks onInput once stdin is used up, and null ends the input",
    async run(context) {
      if (!("Suspending" in WebAssembly) && !globalThis.crossOriginIsolated) context.skip("this engine has neither JSPI nor, on this page, shared memory");
      const sandbox = await openSandbox(context, { sharedMemory: true });
      const prompts: string[] = [];
      const answers = ["36", "a line", null];
      const onInput = async (prompt: string) => {
        prompts.push(prompt);
        return answers.shift() ?? null;
      };
      const run = sandbox.run({ code: asking, stdin: "Ada", onInput });
      const result = await run.result;
      equal([result.status, result.stdout, prompts], ["ok", "Name? Age? Ada is 36\n[]\na line\nend\n", ["Age? ", "", ""]], why(result));
      const given = await sandbox.run({ code: "import sys\nprint([line.strip() for line in sys.stdin])", stdin: "one\ntwo", onInput }).result;
      equal([given.stdout, prompts.length], ["['one', 'two']\n", 3], "a text that is read to its end asks nobody");
      answers.push("typed", null);
      const typed = await sandbox.run({ code: "import sys\nprint(sys.stdin.readline(), sys.stdin.read() == '')", onInput }).result;
      equal([typed.stdout, prompts.length], ["typed\n True\n", 5], why(typed));
    },
  },
  {
    id: "input-deadline",
    title: "R3: time that a program waits for the reader is not its own, and has a deadline of its own",
    async run(context) {
      if (!("Suspending" in WebAssembly) && !globalThis.crossOriginIsolated) context.skip("this engine has neither JSPI nor, on this page, shared memory");
      const sandbox = await openSandbox(context, { sharedMemory: true });
      const slow = () => new Promise<string>((resolve) => setTimeout(() => resolve("late"), 1500));
      const waited = await sandbox.run({ code: "print(input())", onInput: slow, limits: { runMs: 1000 } }).result;
      equal([waited.status, waited.stdout], ["ok", "late\n"], why(waited));
      const never = await sandbox.run({ code: "input()", onInput: () => new Promise(() => {}), limits: { inputMs: 500 } }).result;
      equal([never.status, never.error?.message.includes("limits.inputMs")], ["timeout", true], why(never));
    },
  },
  {
    id: "input-none",
    title: "without onInput, input() past the end of stdin raises EOFError with what to do",
    async run(context) {
      const { status, error } = await (await openSandbox(context)).run({ code: "input('x')" }).result;
      equal([status, error?.name, error?.fix.includes("stdin")], ["error", "EOFError", true], "the error");
    },
  },
];
