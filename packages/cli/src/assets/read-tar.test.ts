import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readTarEntry } from "./read-tar.ts";

/** One ustar entry, as small as the format allows. */
function entry(name: string, content: string, type = "0", prefix = ""): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(type, 156);
  header.write("ustar\0", 257);
  header.write(prefix, 345, 155);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

const long = `package/${"deep/".repeat(30)}file.txt`;
const pax = `${`path=${long}\n`.length + 4} path=${long}\n`;
const tgz = gzipSync(
  Buffer.concat([
    entry("package/", "", "5"),
    entry("package/a.txt", "alpha"),
    entry("b.txt", "beta", "0", "package/inner"),
    entry("PaxHeader/x", pax, "x"),
    entry("package/cut-short", "long"),
    entry("package/last.txt", "x".repeat(1000)),
    Buffer.alloc(1024),
  ]),
);

test.each([
  ["package/a.txt", "alpha"],
  ["package/inner/b.txt", "beta"],
  [long, "long"],
  ["package/last.txt", "x".repeat(1000)],
])("reads %s", (name, content) => {
  expect(Buffer.from(readTarEntry(tgz, name) ?? []).toString()).toBe(content);
});

test.each(["package/", "package/cut-short", "package/none.txt"])("has no file %s", (name) => {
  expect(readTarEntry(tgz, name)).toBeUndefined();
});
