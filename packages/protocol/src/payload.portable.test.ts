import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePayload, payloadMaxLength } from "./payload.ts";

const minimal = { vitrine: 1, language: "python", sources: [{ name: "block 1", code: "print(1)" }] };
const full = { ...minimal, packages: ["plotly==6.5.2"], files: { "data/a.csv": "x\n1", "ünï.txt": "" }, stdin: "Ada\n", args: ["-v"], env: { LANG: "C" } };
const parsed = (json: string): unknown => JSON.parse(json);

function refuses(value: unknown, at: string): void {
  assert.throws(() => parsePayload(value), { name: "VitrineError", code: "INVALID_PAYLOAD", details: { at, expected: readReason(value) } });
}

function readReason(value: unknown): string {
  try {
    parsePayload(value);
  } catch (error) {
    return String((error as { details: { expected: unknown } }).details.expected);
  }
  return "nothing: it was taken";
}

test("takes payloads with and without options, and rebuilds them", () => {
  for (const payload of [minimal, full]) {
    const taken = parsePayload(payload);
    assert.deepEqual(taken, payload);
    assert.notEqual(taken, payload);
    assert.notEqual(taken.sources, payload.sources);
  }
});

test("refuses what is no object", () => {
  for (const value of [null, undefined, 1, "{}", [], [minimal], new Map(), new Date(0), () => minimal, Object.create(minimal)]) refuses(value, "");
});

test("refuses other versions, and payloads without one", () => {
  for (const vitrine of [0, 2, "1", null, true]) refuses({ ...minimal, vitrine }, "vitrine");
  refuses({ language: "python", sources: minimal.sources }, "vitrine");
});

test("refuses missing parts and wrong types", () => {
  refuses({ vitrine: 1, sources: minimal.sources }, "language");
  refuses({ vitrine: 1, language: "python" }, "sources");
  for (const language of ["", "Python", "py thon", 1, null, "__proto__", "a".repeat(41)]) refuses({ ...minimal, language }, "language");
  for (const sources of [[], {}, "x", [1], [{ name: "a" }], [{ name: "a", code: 1 }], [{ name: "", code: "" }], [{ name: "a\nb", code: "" }]]) refuses({ ...minimal, sources }, "sources");
  refuses({ ...minimal, sources: [...minimal.sources, ...minimal.sources] }, "sources");
  refuses({ ...minimal, sources: [{ name: "a", code: "", extra: 1 }] }, "sources");
  for (const packages of ["numpy", [1], [""], ["a\nb"], { 0: "numpy" }]) refuses({ ...minimal, packages }, "packages");
  for (const stdin of [1, null, ["x"]]) refuses({ ...minimal, stdin }, "stdin");
  for (const args of ["-v", [1], [null]]) refuses({ ...minimal, args }, "args");
  for (const env of [[], { A: 1 }, { "A=B": "" }, { "": "" }, { "A\0": "" }]) refuses({ ...minimal, env }, "env");
});

test("S7: a payload with a key that is not its own is refused, above all a policy or limits", () => {
  for (const key of ["policy", "limits", "seed", "constructor", "toString", "__defineGetter__"]) refuses({ ...minimal, [key]: {} }, "");
});

test("refuses own __proto__ keys at every level", () => {
  refuses(parsed(`{"vitrine":1,"language":"python","sources":[{"name":"a","code":""}],"__proto__":{"files":{}}}`), "");
  refuses(parsed(`{"vitrine":1,"language":"python","sources":[{"name":"a","code":"","__proto__":{}}]}`), "sources");
  refuses({ ...minimal, files: parsed(`{"__proto__":"x"}`) }, "files");
  refuses({ ...minimal, env: parsed(`{"__proto__":"x"}`) }, "env");
  assert.equal(({} as Record<string, unknown>).files, undefined);
});

test("refuses file paths that leave the working directory", () => {
  for (const path of ["", "/etc/passwd", "..", "../a", "a/../b", "./a", "a//b", "a/", ".", "a\\b", "a\0b", "a\nb"]) refuses({ ...minimal, files: { [path]: "" } }, "files");
  for (const path of ["a", "a/b/c.txt", ".env", "..a", "a..b", "...", "a b", "-x"]) assert.deepEqual(parsePayload({ ...minimal, files: { [path]: "x" } }).files, { [path]: "x" });
});

test("refuses more than it can hold", () => {
  refuses({ ...minimal, stdin: "x".repeat(payloadMaxLength + 1) }, "stdin");
  const half = "x".repeat(payloadMaxLength / 2);
  refuses({ ...minimal, stdin: half, args: [half] }, "");
  refuses({ ...minimal, args: Array.from({ length: 1001 }, () => "") }, "args");
});

test("never throws anything but a VitrineError, whatever it is given", () => {
  const trap = new Proxy(minimal, {
    ownKeys() {
      throw new Error("trapped");
    },
  });
  const getter = {
    ...minimal,
    get stdin(): string {
      throw new Error("trapped");
    },
  };
  for (const value of [trap, getter]) assert.throws(() => parsePayload(value), { code: "INVALID_PAYLOAD" });
});

test("a payload survives JSON with any text in it", () => {
  const hostile = { ...full, sources: [{ name: "a", code: "\ud800 </script> \u2028 \0 \u{1f600} $& `${x}`" }] };
  assert.deepEqual(parsePayload(JSON.parse(JSON.stringify(parsePayload(hostile)))), hostile);
});
