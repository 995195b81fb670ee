import type { Output } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { readOutput } from "./read-output.ts";

const wire = (data: Record<string, string | ArrayBuffer>, metadata = "{}") => ({ id: "output-1", data, metadata });

describe("S3: an output off the wire", () => {
  test("is parsed by its MIME type, and described", () => {
    const output = readOutput(wire({ "application/vnd.plotly.v1+json": '{"data":[{"type":"bar"}],"layout":{"title":{"text":"<b>T</b>"}}}', "image/png": new ArrayBuffer(2) }), 64);
    expect(output).toMatchObject({ data: { "application/vnd.plotly.v1+json": { data: [{ type: "bar" }] }, "image/png": new Uint8Array(2) }, alt: 'bar chart, titled "T"' });
  });

  test.each([
    ["text where bytes belong", { "image/png": "<html>" }],
    ["bytes where text belongs", { "text/plain": new ArrayBuffer(1) }],
    ["what is no JSON", { "application/json": "{" }],
  ])("is refused when it holds %s", (_, data) => {
    expect(readOutput(wire(data as Record<string, string>), 64)).toEqual(expect.any(String));
  });

  test("is refused when it is nested deeper than the limit; brackets in strings do not nest", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(readOutput(wire({ "application/json": nested(64) }), 64)).toMatchObject({ id: "output-1" });
    expect(readOutput(wire({ "application/json": nested(65) }), 64)).toContain("outputDepth");
    expect(readOutput(wire({ "application/json": nested(1_000_000) }), 64)).toContain("outputDepth");
    expect(readOutput(wire({ "application/json": JSON.stringify([`${"[".repeat(100)}\\"`, '\\"[[[']) }), 2)).toMatchObject({ id: "output-1" });
  });

  test("sets no prototype, however the key is written", () => {
    for (const key of ["__proto__", "\\u005f_proto__", "__p\\u0072oto__"]) {
      const output = readOutput(wire({ "application/json": `{"${key}":{"polluted":true},"kept":1}` }), 64);
      const data = (output as Output).data["application/json"] as object;
      expect([Object.getPrototypeOf(data) === Object.prototype, Object.keys(data)]).toEqual([true, ["kept"]]);
    }
  });
});
