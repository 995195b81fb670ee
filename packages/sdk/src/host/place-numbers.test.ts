import { defaultLimits, numbersKey } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { readOutput } from "./read-output.ts";

const type = "application/vnd.plotly.v1+json";
const bytes = new Uint8Array([1, 0, 2, 0, 255, 255, 3, 0, ...new Uint8Array(new Float64Array([1.5, NaN, -Infinity, -0]).buffer)]).buffer;
const read = (marks: Record<string, unknown>, outputNodes = defaultLimits.outputNodes) =>
  readOutput({ id: "output-1", data: { [type]: { json: JSON.stringify({ data: [marks] }), numbers: bytes } }, metadata: "{}" }, { outputDepth: 64, outputNodes });
const at = (...place: unknown[]) => ({ [numbersKey]: place });

describe("S3: numbers that come as bytes", () => {
  test("become lists where the JSON names their place; what is not finite is null", () => {
    const { output, refused } = read({ y: at("f8", 8, 4), x: at("i2", 0, 4), z: at("u2", 0, 2, 2), deep: [{ w: at("u1", 0, 1, 2, 1) }], rest: [1, "a", null] });
    expect(refused).toEqual([]);
    expect(output!.data[type]).toStrictEqual({ data: [{ y: [1.5, null, null, -0], x: [1, 2, -1, 3], z: [[1, 2], [65_535, 3]], deep: [{ w: [[[1], [0]]] }], rest: [1, "a", null] }] });
    expect(output!.alt).toContain("4 points");
  });

  test.each([
    ["a type that is none", at("f16", 0, 1)],
    ["a type of the prototype's", at("constructor", 0, 1)],
    ["no list", { [numbersKey]: "f8" }],
    ["no lengths", at("f8", 8)],
    ["a length of zero", at("f8", 8, 0)],
    ["a fraction", at("f8", 8, 1.5)],
    ["too many levels", at("u1", 0, 1, 1, 1, 1, 1)],
    ["an offset between numbers", at("f8", 4, 1)],
    ["an offset below the first", at("f8", -8, 1)],
    ["an end past the last", at("f8", 8, 5)],
    ["more than memory", at("u1", 0, 2 ** 40, 2 ** 40)],
  ])("are refused at %s, and the form with them", (_, mark) => {
    expect(read({ y: mark })).toMatchObject({ refused: [expect.stringContaining(type)] });
    expect(read({ y: mark }).output).toBeUndefined();
  });

  test("R5: count as a quarter of a value, and lists whole, each time that a place is named", () => {
    const many = (count: number) => ({ lists: Array.from({ length: count }, () => at("f8", 8, 4)) });
    expect([read(many(10), 200).met, read(many(1000), 200).met, read({ y: at("u1", 0, 40, 1) }, 40).met]).toEqual([[], ["outputNodes"], ["outputNodes"]]);
  });

  test("belong to JSON only", () => {
    for (const other of ["text/plain", "image/png"]) {
      const { output, refused } = readOutput({ id: "output-1", data: { [other]: { json: "{}", numbers: bytes } }, metadata: "{}" }, { outputDepth: 64, outputNodes: 100 });
      expect([output, refused.length]).toEqual([undefined, 1]);
    }
  });
});
