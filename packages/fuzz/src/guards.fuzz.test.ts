import { check, type Guard, hostToKernel, kernelToHost, parsePayload, probeToHost, sessionAnswer, viewToHost, workerEvent, workerReport } from "@vitrine/protocol";
import type fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeUnplain, fromHost, fromKernel, fromProbe, fromView, fromWorker, fuzz, payloads, sessionAnswers, spoiled, watchPrototypes, workerReports } from "./index.ts";

const guards: { name: string; guard: Guard<unknown>; valid: fc.Arbitrary<unknown> }[] = [
  { name: "worker → kernel", guard: workerEvent, valid: fromWorker },
  { name: "worker's report", guard: workerReport, valid: workerReports },
  { name: "session's answer", guard: sessionAnswer, valid: sessionAnswers },
  { name: "kernel → host", guard: kernelToHost, valid: fromKernel },
  { name: "host → kernel", guard: hostToKernel, valid: fromHost },
  { name: "view → host", guard: viewToHost, valid: fromView },
  { name: "probe → host", guard: probeToHost, valid: fromProbe },
];

describe.each(guards)("$name", ({ guard, valid }) => {
  test("S3: every valid message is taken as it is", () =>
    fuzz({ share: 0.02, of: valid }, (message) => {
      expect(check(guard, message)).toEqual({ ok: true, value: message });
    }));

  test("S3: whatever is spoiled is refused, or rebuilt as plain data that is valid again", async () => {
    const changes = watchPrototypes();
    let refused = 0;
    await fuzz({ share: 0.05, of: spoiled(valid, { inProcess: true }) }, (message) => {
      const checked = check(guard, message);
      if (!checked.ok) {
        refused += 1;
        expect(checked.reason.length).toBeLessThan(1000);
        return;
      }
      expect(describeUnplain(checked.value)).toBeUndefined();
      expect(check(guard, checked.value)).toEqual(checked);
    });
    // The control: spoiling spoils.
    expect(refused).toBeGreaterThan(10);
    expect(changes()).toEqual([]);
  });
});

describe("payloads", () => {
  test("S7: every valid payload is taken as it is", () =>
    fuzz({ share: 0.02, of: payloads }, (payload) => {
      expect(parsePayload(payload)).toEqual(payload);
    }));

  test("S7: whatever is spoiled is refused with INVALID_PAYLOAD, or rebuilt as plain data", async () => {
    const changes = watchPrototypes();
    let refused = 0;
    await fuzz({ share: 0.05, of: spoiled(payloads, { inProcess: true }) }, (value) => {
      try {
        const payload = parsePayload(value);
        expect(describeUnplain(payload)).toBeUndefined();
        expect(parsePayload(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
      } catch (error) {
        if ((error as { code?: string }).code !== "INVALID_PAYLOAD") throw error;
        refused += 1;
      }
    });
    expect(refused).toBeGreaterThan(10);
    expect(changes()).toEqual([]);
  });
});
