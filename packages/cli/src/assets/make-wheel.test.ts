import { createHash } from "node:crypto";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { afterEach, expect, test, vi } from "vitest";
import { makeWheel } from "./make-wheel.ts";
import { sha256 } from "./sha256.ts";

const content = {
  name: "demo",
  version: "1.0",
  metadata: "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n",
  files: new Map([
    ["demo/__init__.py", strToU8("answer = 42\n".repeat(50))],
    // Text in which a compressor finds matches of many lengths: the level shows.
    ["demo/table.py", strToU8(Array.from({ length: 4000 }, (_, i) => `row_${(i * i) % 977} = ${(i * 7919) % 1009}`).join("\n"))],
    ["demo/data/Ünï, code.txt", strToU8("x")],
  ]),
};

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test("gives the same bytes each time, whatever order the files come in", () => {
  const reversed = { ...content, files: new Map([...content.files].toReversed()) };
  expect(sha256(makeWheel(reversed))).toBe(sha256(makeWheel(content)));
});

test("gives the same bytes in every time zone", async () => {
  const here = sha256(makeWheel(content));
  for (const zone of ["Asia/Tokyo", "America/New_York", "UTC"]) {
    vi.stubEnv("TZ", zone);
    vi.resetModules();
    const there = await import("./make-wheel.ts");
    expect(sha256(there.makeWheel(content)), zone).toBe(here);
  }
});

// When this fails, the pinned hashes of all made wheels have changed with it.
test("gives the bytes that it gave when the made wheels were pinned", () => {
  expect(sha256(makeWheel(content))).toBe("119cdbc82fc9cb4e2762941512e3600ed328acbfed5ce472f15d7bcd4d2dd95a");
});

test("gives other bytes for other content", () => {
  const changed = new Map(content.files).set("demo/__init__.py", strToU8("answer = 43\n"));
  expect(sha256(makeWheel({ ...content, files: changed }))).not.toBe(sha256(makeWheel(content)));
});

test("lists every file but itself in RECORD with its hash and size", () => {
  const entries = unzipSync(makeWheel(content));
  const record = strFromU8(entries["demo-1.0.dist-info/RECORD"] ?? new Uint8Array());
  const lines = Object.entries(entries).map(([path, bytes]) => {
    if (path.endsWith("RECORD")) return `${path},,`;
    const hash = createHash("sha256").update(bytes).digest("base64url");
    return `${path.includes(",") ? `"${path}"` : path},sha256=${hash},${bytes.length}`;
  });
  expect(record.trim().split("\n")).toEqual(lines);
  expect(Object.keys(entries)).toContain("demo-1.0.dist-info/WHEEL");
  expect(strFromU8(entries["demo-1.0.dist-info/METADATA"] ?? new Uint8Array())).toBe(content.metadata);
});
