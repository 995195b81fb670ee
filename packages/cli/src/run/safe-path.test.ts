import { join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { baseNames } from "./base-names.ts";
import { safePath } from "./safe-path.ts";

test.each([
  ["report.txt", "report.txt"],
  ["out/table.csv", "out/table.csv"],
  ["./a//b", "a/b"],
  [".hidden/.env", ".hidden/.env"],
  ["図/naïve.txt", "図/naïve.txt"],
  ["../../etc/passwd", "__/__/etc/passwd"],
  ["/etc/passwd", "etc/passwd"],
  ["..\\..\\boot.ini", "__/__/boot.ini"],
  ["C:\\windows\\x", "C_/windows/x"],
  ["a/.../b. ", "a/___/b__"],
  ["con/NUL.txt", "_con/_NUL.txt"],
  ["a\u0000b\n<c>", "a_b__c_"],
])("%j is saved as %s", (path, saved) => {
  expect(safePath(path)).toBe(saved);
});

test("what has no name is not saved", () => {
  expect([safePath(""), safePath("/"), safePath("./.")]).toEqual([undefined, undefined, undefined]);
});

test("no path leads outside, whatever it is made of", () => {
  const parts = ["..", ".", "", "/", "\\", "a", "...", ".. ", "%2e%2e", "C:", "\u0000", "\uD800", "é".repeat(300)];
  const base = resolve("/base");
  for (const first of parts) {
    for (const second of parts) {
      for (const third of parts) {
        const path = safePath([first, second, third].join("/"));
        if (path === undefined) continue;
        expect(relative(base, join(base, path)).split(/[\\/]/)).not.toContain("..");
        expect(path.split("/").every((name) => name !== "" && Buffer.byteLength(name) <= 201)).toBe(true);
      }
    }
  }
});

test("outputs are called after their FILE, and two FILEs never share a name", () => {
  expect(baseNames(["a/bar.md", "b/bar.py", "bar.2.md", "BAR.md", "-", "..", "x"])).toEqual(["bar", "bar.2", "bar.2.2", "BAR.3", "stdin", "__", "x"]);
});
