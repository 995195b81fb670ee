import { anyText, fc, fuzz, workerReports } from "@vitrine/fuzz";
import type { Json, MimeBundle, Output, RunResult } from "@vitrine/protocol";
import { expect, test } from "vitest";
import { toModelContent } from "./to-model-content.ts";

const type = fc.constantFrom("application/vnd.plotly.v1+json", "application/vnd.vitrine.table+json", "application/json", "text/html", "text/plain", "text/markdown", "image/png", "image/svg+xml", "constructor", "x/y");
const json = fc.oneof(fc.jsonValue(), fc.record({ columns: fc.jsonValue(), index: fc.jsonValue(), rows: fc.jsonValue(), shape: fc.jsonValue() }, { noNullPrototype: true })) as fc.Arbitrary<Json>;
const data: fc.Arbitrary<MimeBundle> = fc.dictionary(type, fc.oneof(json, anyText(3000), fc.uint8Array()), { maxKeys: 4, noNullPrototype: true });
const outputs: fc.Arbitrary<Output[]> = fc.array(fc.record({ id: anyText(), data, metadata: fc.constant({}), alt: anyText(500) }), { maxLength: 6 });
const results = fc.record({ report: workerReports, outputs, stdout: anyText(5000), stderr: anyText(5000), maxChars: fc.integer({ min: 200, max: 3000 }) });
const manifest = { language: "python", distribution: "d", runtime: {}, codeHash: "", inputsHash: "", packages: [], seed: null };

test("whatever a program left behind, a model gets no more text than was asked for, and none that its terminal or parser would act on", () =>
  fuzz({ share: 0.05, of: results }, ({ report, maxChars, ...made }) => {
    const result: RunResult = {
      status: report.status,
      ...made,
      truncated: [],
      cuts: [],
      ...(report.value !== null && { value: report.value }),
      ...(report.error && { error: report.error }),
      exitCode: report.exitCode,
      files: report.files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) })),
      timings: { queue: 0, boot: 0, install: 0, run: 0, render: 0, start: "image" },
      usage: { peakMemoryBytes: null, outputBytes: 0 },
      manifest,
    };
    const content = toModelContent(result, { maxChars });
    const text = content.map((block) => (block.type === "text" ? block.text : "")).join("");
    expect(text.length).toBeLessThanOrEqual(maxChars);
    // Control characters are what is looked for.
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\p{Surrogate}/u);
    expect(text.startsWith(`status: ${report.status}`)).toBe(true);
  }));
