import { expect, test } from "vitest";
import { excerptOf } from "./excerpt-of.ts";

const code = Array.from({ length: 12 }, (_, index) => `line${index + 1}`).join("\n");
const sources = [{ name: "block 1", code: "other" }, { name: "block 2", code }];
const at = (line: number | null, column: number | null = null, source: string | null = "block 2") => excerptOf({ source, line, column }, sources).excerpt;

test("R8: the lines around an error's place, from the code as it was given", () => {
  expect(at(10, 3)).toBe("   7 | line7\n   8 | line8\n   9 | line9\n> 10 | line10\n     |   ^\n  11 | line11\n  12 | line12");
  expect(at(1)).toBe("> 1 | line1\n  2 | line2\n  3 | line3\n  4 | line4");
});

test("nothing where the place is unknown, or is not in the code", () => {
  expect([at(null), at(13), at(1, 1, null), at(1, 1, "block 3")]).toEqual([undefined, undefined, undefined, undefined]);
});

test("long lines are cut, tabs stay under tabs, and other ends of lines are ends", () => {
  const long = excerptOf({ source: "a", line: 2, column: 2 }, [{ name: "a", code: `${"x".repeat(10_000)}\r\n\ty = 1\rz` }]).excerpt;
  expect(long).toBe(`  1 | ${"x".repeat(160)}…\n> 2 | \ty = 1\n    | \t^\n  3 | z`);
  expect(excerptOf({ source: "a", line: 1, column: 900 }, [{ name: "a", code: "x".repeat(1000) }]).excerpt).not.toContain("^");
});
