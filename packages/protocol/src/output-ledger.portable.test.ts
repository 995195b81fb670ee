import assert from "node:assert/strict";
import { test } from "node:test";
import { OutputLedger } from "./output-ledger.ts";

const output = (id: string, size: number) => ({ id, data: { "text/plain": "x".repeat(size - 12), "image/png": new ArrayBuffer(10) }, metadata: "{}" });

test("R5: outputs count until the limits of count and bytes", () => {
  const ledger = new OutputLedger({ outputCount: 2, outputBytes: 100 });
  assert.equal(ledger.take(output("a", 60)), undefined);
  assert.ok(ledger.take(output("b", 60)));
  assert.equal(ledger.bytes, 60);
  assert.equal(ledger.take(output("b", 40)), undefined);
  assert.ok(ledger.take(output("c", 12)));
});

test("R11: an output that takes another's place, and outputs that were cleared, make room", () => {
  const ledger = new OutputLedger({ outputCount: 1, outputBytes: 100 });
  assert.deepEqual([ledger.take(output("a", 90)), ledger.take(output("a", 20)), ledger.bytes], [undefined, undefined, 20]);
  assert.ok(ledger.take(output("b", 20)));
  ledger.clear();
  assert.deepEqual([ledger.bytes, ledger.has("a"), ledger.take(output("b", 20))], [0, false, undefined]);
});

test("R5: replacing and clearing does not move more than four times outputBytes", () => {
  const ledger = new OutputLedger({ outputCount: 1, outputBytes: 100 });
  for (let turn = 0; turn < 8; turn += 1) assert.equal(ledger.take(output("a", 50)), undefined);
  assert.ok(ledger.take(output("a", 50)));
  ledger.clear();
  assert.ok(ledger.take(output("a", 50)));
});
