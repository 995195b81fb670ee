import { defaultLimits } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { readOutput } from "./read-output.ts";

const most = (outputDepth: number, outputNodes = defaultLimits.outputNodes) => ({ outputDepth, outputNodes });
const wire = (data: Record<string, string | ArrayBuffer>, metadata = "{}") => ({ id: "output-1", data, metadata });

describe("S3: an output off the wire", () => {
  test("is parsed by its MIME type, and described", () => {
    const { output } = readOutput(wire({ "application/vnd.plotly.v1+json": '{"data":[{"type":"bar"}],"layout":{"title":{"text":"<b>T</b>"}}}', "image/png": new ArrayBuffer(2) }), most(64));
    expect(output).toMatchObject({ data: { "application/vnd.plotly.v1+json": { data: [{ type: "bar" }] }, "image/png": new Uint8Array(2) }, alt: 'bar chart, titled "T"' });
  });

  test.each([
    ["text where bytes belong", { "image/png": "<html>" }],
    ["bytes where text belongs", { "text/plain": new ArrayBuffer(1) }],
    ["what is no JSON", { "application/json": "{" }],
  ])("is refused when it holds %s", (_, data) => {
    expect(readOutput(wire(data), most(64))).toEqual({ refused: [expect.stringContaining(Object.keys(data).join())], met: [] });
  });

  test("is refused when it is nested deeper than the limit; brackets in strings do not nest", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(readOutput(wire({ "application/json": nested(64) }), most(64))).toMatchObject({ output: { id: "output-1" } });
    expect(readOutput(wire({ "application/json": nested(65) }), most(64)).refused[0]).toContain("outputDepth");
    expect(readOutput(wire({ "application/json": nested(1_000_000) }), most(64)).refused[0]).toContain("outputDepth");
    expect(readOutput(wire({ "application/json": JSON.stringify([`${"[".repeat(100)}\\"`, '\\"[[[']) }), most(2)).output).toMatchObject({ id: "output-1" });
  });

  test("sets no prototype, however the key is written", () => {
    for (const key of ["__proto__", "\\u005f_proto__", "__p\\u0072oto__"]) {
      const { output } = readOutput(wire({ "application/json": `{"${key}":{"polluted":true},"kept":[{"${key}":1}]}` }), most(64));
      const data = output!.data["application/json"] as { kept: object[] };
      expect([Object.getPrototypeOf(data) === Object.prototype, Object.keys(data)]).toEqual([true, ["kept"]]);
      expect(data).toHaveProperty("kept", [{}]);
    }
  });

  test("R5: is refused in the form that has more values than the limit, and kept in the others", () => {
    const list = (count: number) => `[${Array.from({ length: count }, () => "{}").join(",")}]`;
    expect(readOutput(wire({ "application/json": list(49) }), most(64, 102)).refused).toEqual([]);
    const { output, refused, met } = readOutput(wire({ "application/json": list(51), "text/plain": "kept" }), most(64, 102));
    expect([output?.data, refused, met]).toEqual([{ "text/plain": "kept" }, [expect.stringContaining("limits.outputNodes")], ["outputNodes"]]);
    // A name costs more than a number.
    const named = (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`:${index}`, 1])));
    expect([named(19), named(21)].map((json) => readOutput(wire({ "application/json": json }), most(64, 102)).refused.length)).toEqual([0, 1]);
    // All of an output counts together; commas in strings are none.
    expect(readOutput(wire({ "application/json": list(30), "application/a+json": list(30) }), most(64, 102)).refused).toHaveLength(1);
    expect(readOutput(wire({ "application/json": JSON.stringify(",".repeat(1000)) }), most(64, 102)).refused).toEqual([]);
  });
});
