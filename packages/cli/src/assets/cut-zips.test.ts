import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { cutZips } from "./cut-zips.ts";

const first = zipSync({ "a.txt": strToU8("alpha".repeat(100)) });
const second = zipSync({ "b.txt": strToU8("beta"), "c/d.txt": strToU8("gamma") });
const noise = Buffer.from("not a zip \0\x01\x02 at all ");
const endSignature = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

test("cuts out every ZIP whole, wherever it stands", () => {
  const carrier = Buffer.concat([noise, first, noise, second, noise]);
  expect(cutZips(carrier).map((zip) => Buffer.from(zip))).toEqual([Buffer.from(first), Buffer.from(second)]);
});

test("cuts ZIPs that touch each other and the ends", () => {
  expect(cutZips(Buffer.concat([first, second])).map((zip) => zip.length)).toEqual([first.length, second.length]);
});

test("keeps the comment of a ZIP", () => {
  const commented = Buffer.concat([first, Buffer.from("hello")]);
  commented.writeUInt16LE(5, first.length - 2);
  expect(cutZips(Buffer.concat([noise, commented, noise]))).toEqual([commented]);
});

test("passes over signatures that belong to no ZIP", () => {
  const stray = Buffer.concat([endSignature, Buffer.alloc(8), Buffer.from([40, 0, 0, 0, 4, 0, 0, 0, 0, 0])]);
  const carrier = Buffer.concat([noise, noise, noise, stray, endSignature, first, noise, endSignature]);
  expect(cutZips(carrier).map((zip) => Buffer.from(zip))).toEqual([Buffer.from(first)]);
});

test("passes over a ZIP whose beginning or end is cut off", () => {
  expect(cutZips(first.subarray(4))).toEqual([]);
  expect(cutZips(first.subarray(0, -1))).toEqual([]);
});
