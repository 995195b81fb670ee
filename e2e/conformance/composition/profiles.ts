import type { Output, RunResult, TableData } from "@vitrine/sdk";
import { assert, type Case, equal } from "../harness/index.ts";
import { openSandbox, why } from "../support/sandbox.ts";

const python = `def hot(n):
    total = 0
    for i in range(n):
        total += i * i
    return total

def cold():
    return 1

hot(3_000_000)
cold()
int("no number")`;

const javascript = `function hot(n) {
  let total = 0;
  for (let i = 0; i < n; i++) total += i % 7;
  return total;
}
const outer = () => hot(2_000_000);
outer();
outer()`;

const wat = `(module
  (memory (export "memory") 1)
  (func $hot (param i32) (loop $again (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func $cold (param i32) (loop $again (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func $main (export "_start") (call $hot (i32.const 3000000)) (call $cold (i32.const 1000000))))`;

const shown = ({ outputs }: RunResult): Output[] => outputs.filter(({ metadata }) => metadata["vitrine"] === "profile");

/** What every profile keeps. */
function check(result: RunResult, unit: "ms" | "fuel", hottest: string): NonNullable<RunResult["profile"]> {
  const { profile } = result;
  assert(profile, `no profile: ${why(result)}`);
  equal([profile.unit, profile.rows[0]?.name], [unit, hottest], JSON.stringify(profile.rows.slice(0, 5)));
  assert(profile.samples > 0 && profile.rows.every(({ self, total }) => self <= total && total <= profile.total), JSON.stringify(profile.rows));
  assert(!profile.rows.some(({ source }) => /vitrine|pyodide/.test(source ?? "")), JSON.stringify(profile.rows.map(({ source }) => source)));
  const [table, flame] = shown(result);
  equal((table?.data["application/vnd.vitrine.table+json"] as unknown as TableData | undefined)?.rows[0]?.[0], hottest, "the table's first row");
  assert((flame?.data["image/svg+xml"] as string | undefined)?.includes(`>${hottest}`), "the chart names it");
  return profile;
}

export const profileCases: Case[] = [
  {
    id: "profile-python",
    title: "R47: a profile of Python says by line where the time went, of a program that fails as well; without `profile` there is none",
    timeoutMs: 120_000,
    async run(context) {
      const sandbox = await openSandbox(context, { images: false });
      const result = await sandbox.run({ code: python, profile: true }).result;
      equal([result.status, result.error?.line, shown(result).length], ["error", 12, 2], why(result));
      const { rows } = check(result, "ms", "hot");
      assert([3, 4].includes(rows[0]!.line!) && rows[0]!.source === "main.py", JSON.stringify(rows[0]));
      const caller = rows.find(({ name, line }) => name === "<module>" && line === 10);
      assert(caller && caller.total >= rows[0]!.self, JSON.stringify(rows));
      const slot = document.body.appendChild(document.createElement("div"));
      context.after(() => slot.remove());
      for (const output of shown(result)) (await sandbox.show(output, slot, { lazy: false })).dispose();
      const plain = await sandbox.run({ code: "1" }).result;
      equal([plain.profile, shown(plain).length], [undefined, 0], "without");
    },
  },
  {
    id: "profile-javascript",
    title: "R47: a profile of JavaScript says by function where the time went",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["javascript"] });
      const result = await sandbox.run({ language: "javascript", code: javascript, profile: true }).result;
      equal(result.status, "ok", why(result));
      const { rows } = check(result, "ms", "hot");
      assert(rows.find(({ name }) => name === "outer")!.total >= rows[0]!.self, JSON.stringify(rows));
      equal(rows[0]!.source, "main.js", "where");
    },
  },
  {
    id: "profile-wasi",
    title: "R47: a profile of a module says by function where its fuel went, the same in every engine, and costs no fuel",
    timeoutMs: 60_000,
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["wat"] });
      const plain = await sandbox.run({ language: "wat", code: wat }).result;
      const result = await sandbox.run({ language: "wat", code: wat, profile: true }).result;
      equal([result.status, result.usage.fuel], ["ok", plain.usage.fuel], why(result));
      const { rows, total } = check(result, "fuel", "hot");
      equal([total, rows.map(({ name, self, total: whole, samples }) => [name, self, whole, samples])], [19_965_619, [["hot", 14_984_994, 14_984_994, 999], ["cold", 4_980_625, 4_980_625, 125], ["main", 0, 19_965_619, 0]]], "fuel by function");
    },
  },
];
