import { expect, test } from "vitest";
import { columnFormat } from "./column-format.ts";

test.each<[(number | string | null)[], string[]]>([
  [[1, 20, -3], ["1", "20", "-3"]],
  [[1.5, 2, 3.25, null, "x"], ["1.50", "2.00", "3.25"]],
  [[0.1 + 0.2, 0], ["0.3", "0.0"]],
  [[1 / 3], ["0.333333"]],
  [[1e-9, 2.5], ["1e-9", "2.5"]],
  [[1e20, 1], ["100000000000000000000", "1"]],
  [[], []],
])("numbers of a column stand with their points below each other: %j", (values, written) => {
  const format = columnFormat(values);
  expect(values.filter((value) => typeof value === "number").map(format)).toEqual(written);
});
