import { type Case, equal } from "../harness/index.ts";
import { sharedSandbox, why } from "../support/sandbox.ts";

/** R1: every run has an interpreter of its own. */
export const freshCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-fresh`,
    title: "R1: nothing of one run is there in the next: names, builtins, modules, files, environment",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const stain = `
import builtins, os, sys, types
secret = 1
builtins.secret = 2
sys.modules["stained"] = types.ModuleType("stained")
os.environ["STAIN"] = "yes"
open("stain.txt", "w").write("stain")
print = None`;
      const first = await sandbox.run({ code: stain }).result;
      equal(first.status, "ok", why(first));
      const look = `
import builtins, os, sys
print("secret" in globals(), hasattr(builtins, "secret"), "stained" in sys.modules, "STAIN" in os.environ, os.path.exists("stain.txt"))`;
      const second = await sandbox.run({ code: look }).result;
      equal(second.stdout, "False False False False False\n", why(second));
      // Control: within one run the same look sees the stain.
      const both = await sandbox.run({ code: [{ name: "a", code: stain.replace("print = None", "") }, { name: "b", code: look }] }).result;
      equal(both.stdout, "True True True True True\n", why(both));
    },
  },
  {
    id: `${distribution}-side-by-side`,
    title: "R1: runs side by side do not see each other, and each gets its own output",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const results = await Promise.all(["a", "b", "c"].map((name) => sandbox.run({ code: `who = ${JSON.stringify(name)}\nprint(who)` }).result));
      equal(
        results.map(({ stdout }) => stdout),
        ["a\n", "b\n", "c\n"],
        "stdout by run",
      );
    },
  },
];
