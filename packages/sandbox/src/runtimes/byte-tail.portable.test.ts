import assert from "node:assert/strict";
import { test } from "node:test";
import { ByteTail } from "./byte-tail.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("R5: the last bytes are kept, however they come", () => {
  const text = Array.from({ length: 1000 }, (_, index) => `line ${index}\n`).join("");
  for (const most of [0, 1, 7, 100, 20_000]) {
    for (const size of [1, 3, 50, 700, text.length]) {
      const tail = new ByteTail(most);
      for (let at = 0; at < text.length; at += size) tail.add(bytes(text.slice(at, at + size)));
      assert.equal(tail.text(), most === 0 ? "" : text.slice(-most), `${most} by ${size}`);
    }
  }
  assert.equal(new ByteTail(5).text(), "");
});

test("R5: a character that is cut at the beginning is left out", () => {
  const tail = new ByteTail(5);
  tail.add(bytes("aé€"));
  assert.equal(tail.text(), "é€");
  tail.add(bytes("b"));
  assert.equal(tail.text(), "€b");
});
