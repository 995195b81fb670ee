import { expect, test } from "vitest";
import { SourceEdits } from "./source-edits.ts";

test("other text comes in the place of a part, lines stay, and columns are found again", () => {
  const edits = new SourceEdits("import a from 'a';\nmain(1); other()\nexport default 1");
  edits.replace(0, 18, "const { default: a } = await import('a');");
  edits.insert(19, "watch(");
  edits.insert(26, ")");
  edits.replace(36, 51, "exports.default = ");
  expect(edits.apply()).toBe("const { default: a } = await import('a');\nwatch(main(1)); other()\nexports.default = 1");
  // "main" stands at 1, and was moved to 7; "other" at 10, and was moved to 17.
  expect([edits.columnOf(2, 7), edits.columnOf(2, 17), edits.columnOf(2, 3), edits.columnOf(3, 19)]).toEqual([1, 10, 1, 16]);
});

test("line breaks in what is replaced stay", () => {
  const edits = new SourceEdits("import {\n  a,\n  b\n} from 'x';\nb");
  edits.replace(0, 28, "const { a, b } = 1;");
  expect(edits.apply().split("\n").length).toBe(5);
});
