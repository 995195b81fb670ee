import { expect, test } from "vitest";
import { makeWheel } from "./make-wheel.ts";
import { normalizeName, readWheelMetadata } from "./wheel-metadata.ts";

const wheel = (metadata: string): Uint8Array => makeWheel({ name: "demo", version: "1", metadata, files: new Map() });

test("reads what a wheel always needs, and leaves out what depends on the environment", () => {
  const metadata = [
    "Name: demo",
    "Requires-Python: >=3.8",
    "Requires-Dist: Python_DateUtil>=2.8.2",
    "Requires-Dist: six",
    'Requires-Dist: pytest; extra == "test"',
    "",
    "Requires-Dist: described-only",
  ].join("\n");
  expect(readWheelMetadata(wheel(metadata))).toEqual({ requires: ["python-dateutil", "six"], requiresPython: ">=3.8" });
});

test("reads METADATA with Windows line ends", () => {
  expect(readWheelMetadata(wheel("Name: demo\r\nRequires-Dist: six\r\n\r\ntext")).requires).toEqual(["six"]);
});

test("normalises names as PEP 503 says", () => {
  expect(normalizeName("Foo._-Bar")).toBe("foo-bar");
});
