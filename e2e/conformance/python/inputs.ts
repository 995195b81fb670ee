import { type Case, equal } from "../harness/index.ts";
import { runOnce, sharedSandbox, why } from "../support/sandbox.ts";

/** What a program is given, and what it leaves behind. */
export const inputCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-inputs`,
    title: "stdin, args, env and files reach the program",
    async run() {
      const code = `
import os, sys
print(input("? "), sys.stdin.read().strip(), sys.argv[1:], os.environ["WHO"], open("data/in.txt").read(), open("raw.bin", "rb").read())`;
      const result = await runOnce(
        distribution,
        { code, stdin: "Ada\nrest\n", args: ["a", "b c"], env: { WHO: "Grace" }, files: { "data/in.txt": "text", "raw.bin": new Uint8Array([0, 255]) } },
      );
      equal(result.stdout, "? Ada rest ['a', 'b c'] Grace text b'\\x00\\xff'\n", why(result));
    },
  },
  {
    id: `${distribution}-files-out`,
    title: "Files that the run wrote or changed come back; those it only read do not",
    async run() {
      const code = `
import os
os.makedirs("out", exist_ok=True)
open("out/new.txt", "w").write("new")
open("changed.txt", "a").write("!")
open("/tmp/far.txt", "w").write("far")
open("read.txt").read()`;
      const result = await runOnce(distribution, { code, files: { "changed.txt": "was", "read.txt": "same" } });
      const files = result.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);
      equal(files, [["/tmp/far.txt", "far"], ["changed.txt", "was!"], ["out/new.txt", "new"]], why(result));
    },
  },
  {
    id: `${distribution}-seed`,
    title: "A seed repeats what is random, and stands in the manifest",
    async run() {
      const code = "import random\nprint(random.random(), hash('x'))";
      const first = await runOnce(distribution, { code, seed: 7 });
      const second = await runOnce(distribution, { code, seed: 7 });
      const other = await runOnce(distribution, { code });
      equal(first.stdout, second.stdout, "the same seed");
      equal([first.manifest.seed, other.manifest.seed, other.stdout === first.stdout], [7, null, false], "without a seed");
      equal([first.manifest.codeHash === other.manifest.codeHash, first.manifest.distribution], [true, distribution], "manifest");
    },
  },
  {
    id: `${distribution}-refused-options`,
    title: "R5: options that no run can have are told at once, with a fix, and nothing hangs",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const refusal = async (options: object) => {
        try {
          await sandbox.run({ code: "1", ...options }).result;
          return "ran";
        } catch (error) {
          const { code, fix } = error as { code: string; fix: string };
          return fix ? code : "no fix";
        }
      };
      for (const options of [
        { limits: { runMs: Infinity } },
        { limits: { seconds: 1 } },
        { args: ["x".repeat(70_000)] },
        { args: "a" },
        { seed: -1 },
        { language: "cobol" },
        { code: [] },
        { files: { "a.txt": 7 } },
      ]) {
        equal([JSON.stringify(options).slice(0, 60), await refusal(options)], [JSON.stringify(options).slice(0, 60), "INVALID_ARGUMENT"], "refusal");
      }
      equal((await runOnce(distribution, "print('next')")).stdout, "next\n", "the next run");
    },
  },
];
