import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wat } from "../testing/wat.ts";
import { FuelTank } from "../fuel-tank.ts";
import { meterModule } from "./meter-module.ts";
import { readModule } from "./read-module.ts";

const caps = { memoryBytes: 2 ** 24, tableElements: 1000 };

/** Calls a function of a metered module; gives its result, and the fuel that it used. */
function runMetered(bytes: Uint8Array<ArrayBuffer>, name: string, args: number[] = [], { budget = 1_000_000_000n, refuels = false } = {}): { result: unknown; fuel: bigint } {
  const metered = meterModule(readModule(bytes), caps, refuels);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(metered.bytes));
  const tank = new FuelTank(exports, metered.exports, budget);
  let result: unknown;
  try {
    result = (exports[name] as (...args: number[]) => unknown)(...args);
  } catch (error) {
    result = tank.empty ? "no fuel" : (error as Error).message;
  }
  return { result, fuel: tank.used };
}

function runPlain(bytes: Uint8Array<ArrayBuffer>, name: string, args: number[] = []): unknown {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return (exports[name] as (...args: number[]) => unknown)(...args);
}

const bothWays = [{ refuels: false }, { refuels: true }];

describe("R41: fuel is counted for each instruction that runs", () => {
  test.each(bothWays)("a loop ($refuels)", ({ refuels }) => {
    const bytes = wat(`(module (func (export "count") (param i32) (result i32) (local i32)
      (loop $again
        (local.set 1 (i32.add (local.get 1) (i32.const 2)))
        (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
      (local.get 1)))`);
    // Nine instructions a round, one at the end; loop and end are free.
    expect(runMetered(bytes, "count", [10], { refuels })).toEqual({ result: 20, fuel: 91n });
  });

  test.each(bothWays)("branches, calls, and what each leaves out ($refuels)", ({ refuels }) => {
    const bytes = wat(`(module
      (func $twice (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
      (func (export "run") (param i32) (result i32)
        (block $out (result i32)
          (if (i32.eqz (local.get 0)) (then (br $out (i32.const 7))))
          (call $twice (local.get 0)))))`);
    // local.get eqz if const br
    expect(runMetered(bytes, "run", [0], { refuels })).toEqual({ result: 7, fuel: 5n });
    // local.get eqz if, local.get call, local.get const mul
    expect(runMetered(bytes, "run", [4], { refuels })).toEqual({ result: 8, fuel: 8n });
  });

  test.each(bothWays)("what ends in the midst of a loop, and a budget to the unit ($refuels)", ({ refuels }) => {
    const bytes = wat(`(module (func (export "run") (loop $again (br $again))) (func (export "five") (drop (i32.const 1)) (drop (i32.const 1)) (drop (i32.const 1)) (drop (i32.const 1)) (drop (i32.const 1)) (loop)))`);
    expect(runMetered(bytes, "run", [], { budget: 1000n, refuels })).toEqual({ result: "no fuel", fuel: 1000n });
    expect(runMetered(bytes, "five", [], { budget: 5n, refuels })).toEqual({ result: undefined, fuel: 5n });
    expect(runMetered(bytes, "five", [], { budget: 4n, refuels })).toEqual({ result: "no fuel", fuel: 4n });
  });

  test("a program that asks for more goes on where it was", () => {
    const bytes = wat(`(module (func (export "count") (param i32) (result i32) (loop $again (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (local.get 0)))`);
    // Two portions and a half.
    expect(runMetered(bytes, "count", [50_000_000], { refuels: true })).toEqual(runMetered(bytes, "count", [50_000_000]));
  });

  test("endless recursion, and recursion by tail calls", () => {
    const bytes = wat(`(module (func $deep (export "deep") (call $deep)) (func $tail (export "tail") (return_call $tail)))`);
    expect(runMetered(bytes, "deep", [], { budget: 100n })).toEqual({ result: "no fuel", fuel: 100n });
    expect(runMetered(bytes, "tail", [], { budget: 1_000_000n })).toEqual({ result: "no fuel", fuel: 1_000_000n });
  });

  test("what moves many bytes at once is paid for by size", () => {
    const bytes = wat(`(module (memory 16) (table 100 funcref)
      (func (export "fill") (param i32) (memory.fill (i32.const 0) (i32.const 1) (local.get 0)))
      (func (export "copy") (param i32) (memory.copy (i32.const 0) (i32.const 0) (local.get 0)))
      (func (export "table") (param i32) (table.fill (i32.const 0) (ref.null func) (local.get 0)))
      (func (export "endless") (loop $again (memory.fill (i32.const 0) (i32.const 1) (i32.const 0xfffff)) (br $again))))`);
    expect(runMetered(bytes, "fill", [800_000]).fuel).toBe(4n + 100_000n);
    expect(runMetered(bytes, "copy", [80]).fuel).toBe(4n + 10n);
    expect(runMetered(bytes, "table", [100]).fuel).toBe(4n + 100n);
    // Refused before it is done.
    expect(runMetered(bytes, "fill", [800_000], { budget: 99_000n })).toEqual({ result: "no fuel", fuel: 99_000n });
    expect(runMetered(bytes, "endless", [], { budget: 10_000_000n }).result).toBe("no fuel");
  });

  test("nothing is for free that catches what others throw", () => {
    const bytes = wat(`(module (tag $t)
      (func $throws (param i32) (loop $again (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (throw $t))
      (func (export "run") (loop $again (try (do (call $throws (i32.const 1000))) (catch_all)) (br $again))))`);
    expect(runMetered(bytes, "run", [], { budget: 100_000n })).toEqual({ result: "no fuel", fuel: 100_000n });
  });

  test("a trap leaves the count of what was begun", () => {
    const bytes = wat(`(module (func (export "run") (drop (i32.const 1)) (unreachable)))`);
    expect(runMetered(bytes, "run").fuel).toBe(1n);
  });
});

describe("every module of the language stays valid and does the same", () => {
  const cases: Record<string, [text: string, result: unknown]> = {
    "several results and parameters of blocks": [`(module (func (export "run") (result i32 i32) (i32.const 1) (block (param i32) (result i32 i32) (i32.const 2))))`, [1, 2]],
    "br_table": [`(module (func (export "run") (result i32) (block $a (block $b (block $c (br_table $c $b $a 7 (i32.const 1))) (return (i32.const 10))) (return (i32.const 20))) (i32.const 30)))`.replace(" 7 ", " "), 20],
    "dead code": [`(module (func (export "run") (result i32) (return (i32.const 3)) (unreachable) (block (br 0) (drop)) (i32.const 4)))`, 3],
    "bulk memory and data": [`(module (memory 1) (data $d "abc") (func (export "run") (result i32) (memory.init $d (i32.const 4) (i32.const 0) (i32.const 3)) (data.drop $d) (i32.load8_u (i32.const 6))))`, 99],
    "reference types": [`(module (table $t 2 externref) (func (export "run") (result i32) (table.set $t (i32.const 0) (ref.null extern)) (drop (table.grow $t (ref.null extern) (i32.const 3))) (table.size $t)))`, 5],
    SIMD: [`(module (memory 1) (func (export "run") (result i32) (v128.store (i32.const 0) (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (v128.const i32x4 1 2 3 4) (i32x4.splat (i32.const 9)))) (i32x4.extract_lane 2 (v128.load (i32.const 0)))))`, 9],
    "sign extension and saturation": [`(module (func (export "run") (result i32) (i32.add (i32.extend8_s (i32.const 255)) (i32.trunc_sat_f64_s (f64.const 1e30)))))`, 2 ** 31 - 2],
    "legacy exceptions": [`(module (tag $t (param i32)) (func (export "run") (result i32) (try (result i32) (do (throw $t (i32.const 5))) (catch $t (i32.add (i32.const 1))))))`, 6],
    "delegate and rethrow": [`(module (tag $t) (func (export "run") (result i32) (try $l (result i32) (do (try (do (throw $t)) (delegate $l)) (i32.const 1)) (catch_all (i32.const 2)))))`, 2],
    "atomic instructions": [`(module (memory 1 1 shared) (func (export "run") (result i32) (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 41))) (atomic.fence) (i32.atomic.load (i32.const 0))))`, 41],
    "64-bit memory": [`(module (memory i64 1) (func (export "run") (result i32) (memory.fill (i64.const 0) (i32.const 7) (i64.const 8)) (i32.load8_u (i64.const 7))))`, 7],
    "indirect and tail calls": [`(module (type $f (func (param i32) (result i32))) (table funcref (elem $g)) (func $g (type $f) (i32.add (local.get 0) (i32.const 1))) (func $h (param i32) (result i32) (return_call_indirect (type $f) (local.get 0) (i32.const 0))) (func (export "run") (result i32) (call $h (call_indirect (type $f) (i32.const 1) (i32.const 0)))))`, 3],
    "select with a type, locals of every kind": [`(module (func (export "run") (result i32) (local i32 i64 f32 f64 v128 funcref) (select (result i32) (i32.const 1) (i32.const 2) (i32.const 0))))`, 2],
    "an empty module's functions": [`(module (func (export "run")))`, undefined],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    test.each(bothWays)(`${name} ($refuels)`, (how) => {
      const bytes = wat(text);
      expect(runPlain(bytes, "run")).toEqual(expected);
      const { result, fuel } = runMetered(bytes, "run", [], how);
      expect(result).toEqual(expected);
      expect(fuel).toBe(runMetered(bytes, "run").fuel);
    });
  }
});

describe("memories and tables stay within their caps", () => {
  test("growth past the cap is refused", () => {
    const bytes = wat(`(module (memory (export "memory") 1) (func (export "run") (result i32) (memory.grow (i32.const 300))) (func (export "less") (result i32) (memory.grow (i32.const 255))))`);
    expect(runPlain(bytes, "run")).toBe(1);
    expect(runMetered(bytes, "run").result).toBe(-1);
    expect(runMetered(bytes, "less").result).toBe(1);
  });

  test("a maximum of its own that is smaller stays", () => {
    const bytes = wat(`(module (memory 1 2) (func (export "run") (result i32) (memory.grow (i32.const 2))))`);
    expect(runMetered(bytes, "run").result).toBe(-1);
  });

  test("one that starts past the cap is refused with the amounts", () => {
    const metered = () => meterModule(readModule(wat("(module (memory 300))")), caps, false);
    expect(metered).toThrow(expect.objectContaining({ code: "MEMORY_LIMIT", message: "The module starts with 19660800 bytes of memory (limits.memoryBytes is 16777216)." }));
    expect(() => meterModule(readModule(wat("(module (table 2000 funcref))")), caps, false)).toThrow(expect.objectContaining({ code: "MEMORY_LIMIT" }));
  });

  test("tables, too", () => {
    const bytes = wat(`(module (table $t 1 funcref) (func (export "run") (result i32) (table.grow $t (ref.null func) (i32.const 1000))))`);
    expect(runPlain(bytes, "run")).toBe(1);
    expect(runMetered(bytes, "run").result).toBe(-1);
  });
});

// --- Programs made up at random: a tree that is written as text, and walked to say what it should do and cost.

type Statement =
  | { kind: "add"; to: number; value: Value }
  | { kind: "block"; body: Statement[] }
  | { kind: "loop"; times: number; body: Statement[] }
  | { kind: "if"; condition: Value; holds: Statement[]; otherwise: Statement[] | null }
  // Leaves so many blocks, if the condition holds.
  | { kind: "leave"; condition: Value; blocks: number }
  | { kind: "leave-always"; blocks: number }
  | { kind: "return" }
  | { kind: "call"; value: Value };

type Value = { kind: "constant"; value: number } | { kind: "local"; index: number } | { kind: "less"; left: Value; right: Value };

const locals = 3;
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.record({ kind: fc.constant("constant" as const), value: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ kind: fc.constant("local" as const), index: fc.nat(locals - 1) }),
    fc.record({ kind: fc.constant("less" as const), left: tie("value"), right: tie("value") }),
  ),
})).value;

const { statements } = fc.letrec<{ statements: Statement[]; statement: Statement }>((tie) => ({
  statements: fc.array(tie("statement"), { maxLength: 4, depthIdentifier: "nesting" }),
  statement: fc.oneof(
    { depthSize: "small", maxDepth: 5, depthIdentifier: "nesting" },
    fc.record({ kind: fc.constant("add" as const), to: fc.nat(locals - 1), value }),
    fc.record({ kind: fc.constant("call" as const), value }),
    fc.record({ kind: fc.constant("leave" as const), condition: value, blocks: fc.nat(3) }),
    fc.record({ kind: fc.constant("leave-always" as const), blocks: fc.nat(3) }),
    fc.record({ kind: fc.constant("return" as const) }),
    fc.record({ kind: fc.constant("block" as const), body: tie("statements") }),
    fc.record({ kind: fc.constant("loop" as const), times: fc.integer({ min: 1, max: 3 }), body: tie("statements") }),
    fc.record({ kind: fc.constant("if" as const), condition: value, holds: tie("statements"), otherwise: fc.option(tie("statements")) }),
  ),
}));

const valueText = (from: Value): string => (from.kind === "constant" ? `(i32.const ${from.value})` : from.kind === "local" ? `(local.get ${from.index})` : `(i32.lt_u ${valueText(from.left)} ${valueText(from.right)})`);

/** As text. `depth` is the number of blocks around; a loop is one block around it and the loop itself, with a counter of its own. */
function statementText(statement: Statement, depth: number, counter: { next: number }): string {
  const list = (body: Statement[], inner: number) => body.map((each) => statementText(each, inner, counter)).join(" ");
  switch (statement.kind) {
    case "add":
      return `(local.set ${statement.to} (i32.add (local.get ${statement.to}) ${valueText(statement.value)}))`;
    case "call":
      return `(local.set 0 (call $half ${valueText(statement.value)}))`;
    case "block":
      return `(block ${list(statement.body, depth + 1)})`;
    case "loop": {
      const index = locals + counter.next++;
      const body = list(statement.body, depth + 2);
      // Counted down first, so that a branch to the loop itself comes to an end, too.
      return `(local.set ${index} (i32.const ${statement.times})) (block (loop (br_if 1 (i32.eqz (local.get ${index}))) (local.set ${index} (i32.sub (local.get ${index}) (i32.const 1))) ${body} (br 0)))`;
    }
    case "if":
      return `(if ${valueText(statement.condition)} (then ${list(statement.holds, depth + 1)})${statement.otherwise ? ` (else ${list(statement.otherwise, depth + 1)})` : ""})`;
    case "leave":
      return `(br_if ${safeLabel(statement.blocks, depth)} ${valueText(statement.condition)})`;
    case "leave-always":
      return `(br ${safeLabel(statement.blocks, depth)})`;
    default:
      return "(return (local.get 0))";
  }
}

/** None beyond the program's outermost block. */
const safeLabel = (blocks: number, depth: number) => Math.min(blocks, depth);

class Leave {
  constructor(readonly labels: number) {}
}

/** Walks a program: what it gives, and how many instructions it runs; null: more than are wanted. */
function walk(program: Statement[]): { result: number; fuel: number } | null {
  const state = [1, 2, 3];
  let fuel = 0;
  const evaluate = (from: Value): number => {
    if (from.kind === "less") {
      const [left, right] = [evaluate(from.left), evaluate(from.right)];
      fuel++;
      return Number(left >>> 0 < right >>> 0);
    }
    fuel++;
    return from.kind === "constant" ? from.value : state.at(from.index)!;
  };
  const list = (body: Statement[], depth: number) => {
    for (const each of body) run(each, depth);
  };
  /** Runs the body of a block; true: it was left by a branch to it. */
  const block = (body: () => void): boolean => {
    try {
      body();
    } catch (left) {
      if (!(left instanceof Leave)) throw left;
      if (left.labels > 0) throw new Leave(left.labels - 1);
      return true;
    }
    return false;
  };
  const run = (statement: Statement, depth: number): void => {
    if (fuel > 20_000) throw new Error("too long");
    switch (statement.kind) {
      case "add":
        fuel += 3;
        state[statement.to] = (state.at(statement.to)! + evaluate(statement.value)) | 0;
        break;
      case "call":
        // call, local.set, and in the function local.get, const, shift
        state[0] = evaluate(statement.value) >>> 1;
        fuel += 5;
        break;
      case "block":
        block(() => list(statement.body, depth + 1));
        break;
      case "loop": {
        let rest = statement.times;
        fuel += 2;
        block(() => {
          for (;;) {
            // local.get, eqz, br_if
            fuel += 3;
            if (rest === 0) return;
            rest--;
            // local.get, const, sub, local.set
            fuel += 4;
            // A branch to a loop begins it anew; the end of its body has one, too.
            if (!block(() => list(statement.body, depth + 2))) fuel++;
          }
        });
        break;
      }
      case "if":
        fuel++;
        if (evaluate(statement.condition)) block(() => list(statement.holds, depth + 1));
        else if (statement.otherwise) block(() => list(statement.otherwise!, depth + 1));
        break;
      case "leave":
        fuel++;
        if (evaluate(statement.condition)) throw new Leave(safeLabel(statement.blocks, depth));
        break;
      case "leave-always":
        fuel++;
        throw new Leave(safeLabel(statement.blocks, depth));
      case "return":
        // Its own local.get takes the place of the program's last; return itself is free.
        throw new Leave(depth);
    }
  };
  try {
    // The outermost block of the program: its label ends it as return does.
    block(() => list(program, 0));
    // local.get
    fuel++;
  } catch (error) {
    if ((error as Error).message === "too long") return null;
    throw error;
  }
  return { result: state.at(0)!, fuel };
}

test("programs at random: rewritten they are valid, compute the same, and use what a walk through the program counts", () => {
  let ran = 0;
  fc.assert(
    fc.property(statements, fc.boolean(), (program, refuels) => {
      const counter = { next: 0 };
      const body = program.map((each) => statementText(each, 0, counter)).join(" ");
      const text = `(module (func $half (param i32) (result i32) (i32.shr_u (local.get 0) (i32.const 1)))
        (func (export "run") (result i32) (local ${"i32 ".repeat(locals + counter.next)})
          (local.set 0 (i32.const 1)) (local.set 1 (i32.const 2)) (local.set 2 (i32.const 3))
          (block ${body}) (local.get 0)))`;
      const expected = walk(program);
      fc.pre(expected !== null);
      const bytes = wat(text);
      // Six to set the locals.
      expect(runMetered(bytes, "run", [], { refuels })).toEqual({ result: expected.result, fuel: BigInt(expected.fuel + 6) });
      expect(runPlain(bytes, "run")).toBe(expected.result);
      ran++;
    }),
    { numRuns: 400 },
  );
  expect(ran).toBe(400);
});
