import { expect, test } from "vitest";
import { FileShelf, shelfLimits } from "./file-shelf.ts";

const file = (name: string, content: string | Uint8Array<ArrayBuffer> = "x") => new File([content], name);
const shelf = (kept: File[] = []) => new FileShelf(kept, () => {});

test("the model is told once of each file: its name, size and first lines", async () => {
  const files = shelf([file("old.csv")]);
  files.add([file("a.csv", "1,2\n".repeat(50)), file("b.bin", new Uint8Array([0, 1, 255]))]);
  expect(await files.tell()).toEqual([
    { name: "a.csv", bytes: 200, head: "1,2\n1,2\n1,2\n1,2\n1,2" },
    { name: "b.bin", bytes: 3, head: "" },
  ]);
  expect(await files.tell()).toEqual([]);
  // What has changed is news.
  files.add([file("a.csv", "new")]);
  expect(await files.tell()).toEqual([{ name: "a.csv", bytes: 3, head: "new" }]);
  expect(Object.keys(files.mounts()).toSorted()).toEqual(["a.csv", "b.bin", "old.csv"]);
});

test("what is too much is refused in words, and the rest is there", () => {
  const files = shelf();
  const refused = files.add([file("small.txt"), file("large.bin", new Uint8Array(shelfLimits.bytes)), ...Array.from({ length: shelfLimits.files }, (_, n) => file(`${n}.txt`))]);
  expect(refused).toMatch(/at most 20 files/);
  expect(files.add([file("large.bin", new Uint8Array(shelfLimits.bytes))])).toMatch(/20 files/);
  files.clear();
  expect(files.add([file("large.bin", new Uint8Array(shelfLimits.bytes + 1))])).toBe("large.bin is too large: a chat holds 24 MB.");
  expect(files.all()).toEqual([]);
});

test.for([["../../etc/passwd", "_.._etc_passwd"], ["a\\b\nc", "a_b_c"], [".hidden", "hidden"], ["...", "file"]])("%j can be mounted as %j", ([given, name]) => {
  const files = shelf();
  files.add([file(given!)]);
  expect(Object.keys(files.mounts())).toEqual([name]);
});
